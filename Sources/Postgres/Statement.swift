/// An SQL statement and its name for errors and logs.
package struct Statement: Hashable, Sendable {
    /// When the server parses and plans a statement.
    package enum Planning: Hashable, Sendable {
        /// Every time, nothing is prepared: for rare statements.
        case eachTime
        /// Once per session, as a generic plan: for frequent statements whose parsing and planning would cost more than
        /// running them. The name must identify the text. Behind a transaction pooler it is planned every time.
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

    /// A statement built at run time. Its text must not contain external values: pass those as parameters.
    package init(name: String, text: String, planned planning: Planning = .eachTime) {
        self.name = name
        self.text = text
        self.planning = planning
    }
}
