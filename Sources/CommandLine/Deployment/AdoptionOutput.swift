import Domain
import Postgres
import Text

/// An adoption plan as text.
struct AdoptionOutput {
    let plan: AdoptionPlan
    let migrations: Int
    let keepsApplication: Bool

    /// One line per item; a database name with line breaks can't imitate another item.
    var text: TerminalText {
        .lines(plan.blockers.isEmpty ? whatHappens : whyNot)
    }

    private var whyNot: String {
        let reasons = plan.blockers.map { "  - \(oneLine($0.text))\n    → \(oneLine($0.remedy))" }
        return (["This database can't be adopted as it is; nothing was changed. Obstacles:", ""] + reasons)
            .joined(separator: "\n")
    }

    private var whatHappens: String {
        let rows = plan.tables.reduce(0) { $0 + $1.rows }
        var parts = ["\(plan.tables.count) tables with \(rows) rows are adopted; every row and column stays."]
        for phase in AdoptionPlan.Phase.allCases { parts += section(phase) }
        parts += ["", application]
        return parts.joined(separator: "\n")
    }

    private func section(_ phase: AdoptionPlan.Phase) -> [String] {
        let lines = plan.steps.filter { $0.phase == phase && !$0.line.isEmpty }.map { "  \(oneLine($0.line))" }.sorted()
        guard !lines.isEmpty || phase == .migrate else { return [] }
        return ["", title(phase)] + lines
    }

    private func oneLine(_ text: String) -> String { SafeText(UntrustedText(text)).plain }

    private func title(_ phase: AdoptionPlan.Phase) -> String {
        switch phase {
        case .labels: "Before, in a transaction of its own, and not taken back where the rest fails:"
        case .data: "In one transaction. Values that are corrected (riad.adopted_values keeps the old ones):"
        case .prepare: "What becomes riad's, and what it replaces:"
        case .migrate:
            "The \(migrations) migrations of a new database, which make what is missing; of tables that are there:"
        case .finish: "What reads or watches riad's tables:"
        case .unchanged: "What else stays as it is:"
        }
    }

    private var application: String {
        keepsApplication
            ? "The application that is there goes on reading and writing through authenticated: each signed-in person within the"
                + " rights of their role, as authenticator's claims name them. anon has no rights."
            : "The existing application stops working: authenticated, anon and service_role have no rights on these tables."
                + " With --keep-application it goes on."
    }
}
