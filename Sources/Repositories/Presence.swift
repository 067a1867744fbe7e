import Domain
import Postgres

/// Who is where: what the user's own console tells, and what colleagues' consoles told.
package enum Presence {
    /// The notification channel on which comings, goings and typing are hinted.
    package static let channel = "riad_presence"

    /// Notes where the user is; holds until it is noted anew or the connection ends. The answer: conversations that
    /// colleagues look at and that now show something else, to be hinted one by one. `notFound`: a conversation that
    /// the user can't read.
    package static func report(
        _ whereabouts: PresenceUpdate,
        at now: Timestamp,
        by user: CurrentUser
    ) throws(AccessError) -> Request<[Identifier<Conversation>]> {
        try user.require(.readConversations)
        let idle = whereabouts.idleSince.map { Int32(clamping: max(0, (now - $0).components.seconds)) }
        return Request(
            writing: Statement("record_presence", SQLFiles.recordPresence, planned: .once),
            [Parameter(whereabouts.conversation), Parameter(whereabouts.act.rawValue), Parameter(idle)],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try row[0] }
            }
        )
    }

    /// Colleagues who have that conversation on the screen, and those who type in any that the user can read: by
    /// conversation, there those who type first. Whose user isn't of the desk learns no names.
    package static func colleagues(
        in conversation: Identifier<Conversation>?,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[PresentColleague]> {
        try user.require(.readConversations)
        return Request(
            reading: Statement("presence", SQLFiles.presence, planned: .once),
            [Parameter(conversation)],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    PresentColleague(
                        conversation: try row[0],
                        person: try row[1],
                        name: try row[2],
                        isTyping: try row[3]
                    )
                }
            }
        )
    }

    /// Who of the desk has a console open, and whether they sit before it. Whoever isn't among them has none.
    package static func onlineStatus(for user: CurrentUser) throws(AccessError) -> Request<
        [Identifier<Person>: OnlineStatus]
    > {
        try user.require(.seeColleagues)
        return Request(
            reading: Statement("console_presence", SQLFiles.consolePresence, planned: .once),
            decode: { rows throws(DecodingError) in
                var attendance: [Identifier<Person>: OnlineStatus] = [:]
                for row in rows {
                    attendance[try row[0]] = OnlineStatus(isConnected: true, awaySince: try row[1])
                }
                return attendance
            }
        )
    }

    /// Has the consoles that show a conversation ask anew who is there.
    package static func hint(_ conversation: Identifier<Conversation>) -> Request<Void> {
        Request(
            writing: Statement("broadcast_presence", SQLFiles.broadcastPresence, planned: .once),
            [Parameter(conversation)],
            decode: { _ throws(DecodingError) in }
        )
    }
}

extension OnlineStatus {
    /// From two columns: whether a console is open, and since when nobody sits before it.
    init(isConnected: Bool, awaySince: Timestamp?) {
        self = isConnected ? awaySince.map { .away(since: $0) } ?? .online : .offline
    }
}
