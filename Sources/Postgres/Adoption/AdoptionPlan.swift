/// What adopting a database would do, or why it can't be done.
package struct AdoptionPlan: Sendable, Equatable {
    /// When something is done.
    package enum Phase: String, Sendable, CaseIterable {
        /// Before everything, in a transaction of its own: a new label can't be used in the one that adds it.
        case labels
        /// Values that are set right; the old ones are kept.
        case data
        /// First, as who migrates.
        case prepare
        /// By the numbered migrations.
        case migrate
        /// Last.
        case finish
        /// What is left as it is.
        case unchanged = "stays"
    }

    package struct Step: Sendable, Equatable {
        package let phase: Phase
        /// Says it to a person; empty for what goes with the line before.
        package let line: String
        /// What does it; nil where a migration does it or nothing is done.
        package let command: String?
    }

    /// What stands in the way, and what to do about it.
    package struct Blocker: Sendable, Equatable {
        package let text: String
        package let remedy: String

        package init(text: String, remedy: String) {
            self.text = text
            self.remedy = remedy
        }
    }

    package struct Table: Sendable, Equatable {
        package let name: String
        package let rows: Int64
    }

    /// All of them; the database can be adopted where there are none.
    package let blockers: [Blocker]
    /// In the order in which they are done.
    package let steps: [Step]
    /// The tables that are adopted.
    package let tables: [Table]

    package init(reasons: [Blocker], steps: [Step] = [], tables: [Table] = []) {
        self.blockers = reasons
        self.steps = steps
        self.tables = tables
    }

    /// What is to be done in a phase, as commands.
    func commands(_ phase: Phase) -> [String] {
        steps.filter { $0.phase == phase }.compactMap(\.command)
    }
}
