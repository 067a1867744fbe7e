import Domain
import Postgres

/// Requests that write to a guest first, or again.
package enum Outreach {
    /// Where a guest can be written to, the addresses they wrote from first.
    package static func channels(
        of guest: Identifier<Guest>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[GuestChannel]> {
        try user?.require(.writeGuests)
        return Request(
            reading: Statement("guest_channels", SQLFiles.guestChannels, planned: .once),
            [Parameter(guest)]
        )
    }

    /// Writes to a guest at one of these addresses; begins a conversation of the user's if there is none. Returns the
    /// conversation. `failed` is the failed message that it sends again. The server refuses with `windowClosed` where only a template passes.
    package static func start(
        _ message: Identifier<Message>,
        to guest: Identifier<Guest>,
        account: String,
        address: String,
        opening: OpeningMessage,
        resends failed: Identifier<Message>? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<(Identifier<Conversation>, MessageReceipt)> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("start_conversation", SQLFiles.startConversation, planned: .once),
            [
                Parameter(message), Parameter(guest), Parameter(account), Parameter(address), Parameter(opening.text),
                Parameter(opening.template), Parameter(opening.values), Parameter(failed),
            ],
            decode: { rows throws(DecodingError) in
                let row = try rows.single()
                return (try row[5], try MessageReceipt(row: row))
            }
        )
    }

    /// Sends a failed message again: in its own conversation, or in another one of the same guest. Doing it twice stores
    /// it once.
    static func resend(_ failed: Identifier<Message>, as message: OutgoingMessage) -> Request<MessageReceipt> {
        Request(
            writing: Statement("resend_message", SQLFiles.resendMessage, planned: .once),
            [Parameter(message.id), Parameter(failed), Parameter(message.conversation)]
        )
    }
}

extension GuestChannel: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let channel: String = try row[1]
        self.init(
            account: try row[0],
            channel: Channel(label: channel),
            address: try row[2],
            isVerified: try row[3],
            hasWritten: try row[4],
            conversation: try row[5]
        )
    }
}

extension OpeningMessage {
    fileprivate var text: String? {
        switch self {
        case .text(let text): text
        case .template: nil
        }
    }

    fileprivate var template: Identifier<MessageTemplate>? {
        switch self {
        case .text: nil
        case .template(let id, _): id
        }
    }

    fileprivate var values: [String]? {
        switch self {
        case .text: nil
        case .template(_, let values): values
        }
    }
}
