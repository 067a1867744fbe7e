/// What adopting a database would do, or what prevents it.
package struct AdoptionPlan: Sendable, Equatable {
    /// The phase in which a step runs.
    package enum Phase: String, Sendable, CaseIterable {
        /// First, in a transaction of its own: a new enum label can't be used in the transaction that adds it.
        case labels
        /// Corrects values in the same transaction as the rest; the old values are kept.
        case data
        /// After the first migration, as the migrating role.
        case prepare
        /// Done by the numbered migrations.
        case migrate
        /// After everything else.
        case finish
        /// Left unchanged.
        case unchanged = "stays"
    }

    package struct Step: Sendable, Equatable {
        package let phase: Phase
        /// The text to display; empty for a step that belongs to the previous line.
        package let line: String
        /// The SQL of the step; nil if a migration does it or nothing is done.
        package let command: String?
    }

    /// A reason why the database can't be adopted, with its remedy.
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

    /// What prevents the adoption; empty if the database can be adopted.
    package let blockers: [Blocker]
    /// The steps, in execution order.
    package let steps: [Step]
    /// The tables to adopt.
    package let tables: [Table]

    package init(blockers: [Blocker], steps: [Step] = [], tables: [Table] = []) {
        self.blockers = blockers
        self.steps = steps
        self.tables = tables
    }

    /// Returns the commands of a phase.
    func commands(_ phase: Phase) -> [String] {
        steps.filter { $0.phase == phase }.compactMap(\.command)
    }
}
