import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations history`
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what happened to a conversation beside its messages, newest first.",
            discussion: """
                A line has: time, what happened, who did it; then from whom to whom, the state and the priority before \
                and after, and the reason, where there are any. Of a merged conversation, its whole thread's.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var list: LimitOption

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        func run() throws {
            try connection.withSession { connection, user in
                _ = try connection.conversation(id, for: user)
                let entries = try connection.run(try Timelines.page(of: id, limit: list.limit, for: user))
                try format.print(entries, line: TimelineOutput.line, json: TimelineOutput.init)
            }
        }
    }
}

/// An entry of a conversation's history as JSON.
private struct TimelineOutput: Encodable {
    let at, action: String
    let by, byName, from, fromName, fromRole, to, toName, toRole, reason, channel: String?
    let fromState, toState, fromPriority, toPriority: String?

    init(_ entry: TimelineEntry) {
        (at, by, byName) = (entry.at.rfc3339, entry.actor?.description, entry.actorName?.original)
        var step = ConversationStep()
        var holders: (from: Assignee, to: Assignee) = (.unassigned, .unassigned)
        var reason: UntrustedText?
        var channel: Channel?
        switch entry.event {
        case .assignment(let action, let from, let to, let why, let change):
            (self.action, holders, reason, step) = (action.label, (from, to), why, change)
        case .change(let change): (action, step) = ("change", change)
        case .merge(let other): (action, channel) = ("merge", other)
        case .unmerge(let other): (action, channel) = ("unmerge", other)
        case .late: action = "late"
        }
        (from, fromName, fromRole) = Self.columns(of: holders.from)
        (to, toName, toRole) = Self.columns(of: holders.to)
        self.reason = reason?.original
        self.channel = channel?.label
        (fromState, toState) = (step.state?.from.label, step.state?.to.label)
        (fromPriority, toPriority) = (step.priority?.from.label, step.priority?.to.label)
    }

    private static func columns(of holder: Assignee) -> (id: String?, name: String?, role: String?) {
        switch holder {
        case .unassigned: (nil, nil, nil)
        case .person(let id, let name): (id.description, name?.original, nil)
        case .role(let role): (nil, nil, role.label)
        }
    }

    static func line(_ entry: TimelineEntry) -> TerminalText {
        let output = TimelineOutput(entry)
        let isMove = [output.from, output.fromRole, output.to, output.toRole].contains { $0 != nil }
        let fields: [String?] = [
            output.at, SafeText(UntrustedText(output.action)).fitted(to: 12).plain,
            SafeText.name(entry.actorName, or: "–", cells: 22).fitted(to: 22).plain,
            isMove
                ? move(output.fromName ?? output.fromRole ?? output.from, output.toName ?? output.toRole ?? output.to)
                : nil,
            output.toState.map { move(output.fromState, $0) }, output.toPriority.map { move(output.fromPriority, $0) },
            output.channel.map { SafeText(UntrustedText($0)).plain },
            output.reason.map { "“" + SafeText(UntrustedText($0)).plain + "”" },
        ]
        return .line(fields.compactMap { $0 }.joined(separator: "  "))
    }

    private static func move(_ from: String?, _ to: String?) -> String {
        [from, to].map { SafeText(UntrustedText($0 ?? "–")).plain }.joined(separator: " → ")
    }
}
