import Domain
import Postgres

/// Requests for presence: what the user's console reports, and what colleagues' consoles reported.
package enum Presence {
    /// Reports the user's presence, valid until the next report or the end of the connection. Returns the conversations
    /// whose viewers must be notified, one by one. `notFound`: the user can't read the conversation.
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

    /// The colleagues who view the conversation, and those who type in any conversation the user can read; by
    /// conversation, those who type first. Users outside the desk get no names.
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

    /// The online status of desk members with an open console; the others are offline.
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

    /// Notifies the consoles that show a conversation to reload its presence.
    package static func hint(_ conversation: Identifier<Conversation>) -> Request<Void> {
        Request(
            writing: Statement("broadcast_presence", SQLFiles.broadcastPresence, planned: .once),
            [Parameter(conversation)]
        )
    }
}

extension OnlineStatus {
    /// Creates the status from two columns: whether a console is open, and since when it has been idle.
    init(isConnected: Bool, awaySince: Timestamp?) {
        self = isConnected ? awaySince.map { .away(since: $0) } ?? .online : .offline
    }
}
