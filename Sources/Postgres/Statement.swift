/// An SQL statement with the name that errors and logs use for it.
package struct Statement: Hashable, Sendable {
    /// When the server parses and plans a statement.
    package enum Planning: Hashable, Sendable {
        /// Each time, and the session keeps nothing: for what runs rarely.
        case eachTime
        /// Once a session, for whatever values come: for what runs often, where parsing and planning would cost more
        /// than running. The name stands for the text then. Behind a transaction pooler it is each time all the same.
        case once
    }

    /// The name of its file.
    package let name: String
    /// The SQL, with parameters $1, $2 …
    package let text: String
    package let planning: Planning

    /// A statement from an embedded file.
    package init(_ name: StaticString, _ text: StaticString, planned planning: Planning = .eachTime) {
        self.init(name: name.description, text: text.description, planned: planning)
    }

    /// A statement made at run time. Its text must not hold any value from outside: those are parameters.
    package init(name: String, text: String, planned planning: Planning = .eachTime) {
        self.name = name
        self.text = text
        self.planning = planning
    }
}
