/// An SQL statement with the name that errors and logs use for it.
package struct Statement: Hashable, Sendable {
    /// The name of its file.
    package let name: String
    /// The SQL, with parameters $1, $2 …
    package let text: String

    /// A statement from an embedded file.
    package init(_ name: StaticString, _ text: StaticString) {
        self.name = name.description
        self.text = text.description
    }

    /// A statement made at run time. Its text must not hold any value from outside: those are parameters.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
