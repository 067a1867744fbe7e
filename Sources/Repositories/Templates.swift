import Domain
import Postgres

/// Requests for the templates of the house's accounts.
package enum Templates {
    /// The templates that can be sent in a conversation, those in the guest's language first.
    package static func offered(
        in conversation: Identifier<Conversation>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[MessageTemplate]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("conversation_templates", SQLFiles.conversationTemplates, planned: .once),
            [Parameter(conversation)]
        )
    }

    /// All templates, or an account's, by account, name and language.
    package static func all(
        account: String? = nil,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[AccountTemplate]> {
        try user?.require(.seeColleagues)
        return Request(
            reading: Statement("templates", SQLFiles.templates, planned: .once),
            [Parameter(account)]
        )
    }

    /// Saves a template of an account, new or known by its name and language.
    package static func save(
        account: String,
        name: String,
        language: String,
        body: String,
        category: String?,
        isActive: Bool,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageShared)
        return Request(
            writing: Statement("save_template", SQLFiles.saveTemplate, planned: .once),
            [
                Parameter(account), Parameter(name), Parameter(language), Parameter(body), Parameter(category),
                Parameter(isActive),
            ]
        )
    }

    /// Deletes an account's template in one language, or in all if that is nil. Returns how many.
    package static func remove(
        account: String,
        name: String,
        language: String?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.manageShared)
        return Request(
            writing: Statement("remove_template", SQLFiles.removeTemplate, planned: .once),
            [Parameter(account), Parameter(name), Parameter(language)]
        )
    }

    /// Sends a template. `invalidInput`: the values don't fit; `notFound`: the account has no such template.
    static func send(_ template: FilledTemplate, as message: OutgoingMessage) -> Request<MessageReceipt> {
        Request(
            writing: Statement("send_template", SQLFiles.sendTemplate, planned: .once),
            [
                Parameter(message.id), Parameter(message.conversation), Parameter(template.id),
                Parameter(template.values), Parameter(message.expectedSequence), Parameter(message.waitsForGuest),
            ]
        )
    }
}

extension AccountTemplate: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(account: try row[6], template: try MessageTemplate(row: row), isActive: try row[7])
    }
}

extension MessageTemplate: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let variables: Int32 = try row[5]
        self.init(
            id: try row[0],
            name: try row[1],
            language: try row[2],
            body: try row[3],
            category: try row[4],
            variableCount: Int(variables)
        )
    }
}
