import Domain
import Postgres

/// Requests for what the company's accounts sign their replies with.
package enum ChannelAccounts {
    /// The accounts with a signature, by name.
    package static func signatures(for user: CurrentUser) throws(AccessError) -> Request<[ChannelSignature]> {
        try user.require(.readConversations)
        return Request(reading: Statement("channel_accounts", SQLFiles.channelAccounts, planned: .once))
    }

    /// Sets an account's signature; nil or blank removes it. `invalidInput`: longer than 2,000 characters.
    package static func save(
        signature: String?,
        of account: String,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageSettings)
        return Request(
            writing: Statement("save_signature", SQLFiles.saveSignature, planned: .once),
            [Parameter(account), Parameter(signature)]
        )
    }
}

extension ChannelSignature: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(account: try row[0], text: try row[1])
    }
}
