import Console
import Domain
import Postgres
import Repositories

/// Performs requests about writing to a guest first, or with a template.
extension ConsoleRuntime {
    func handle(_ request: OutreachRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .readChannels(let guest):
            send(try Outreach.channels(of: guest, for: user)) { .outreach(.channelsRead(of: guest, $0)) }
        case .readTemplates(let recipient):
            send(try recipient.templates(for: user)) { .outreach(.templatesRead(recipient, $0)) }
        case .start(let start):
            let request = try Outreach.start(
                start.ids.message,
                to: start.guest.id,
                account: start.channel.account.original,
                address: start.channel.address.original,
                opening: start.opening,
                resends: start.resends,
                by: user
            )
            change(request.map { $0.0 }, announcing: { ChangeNotification([$0]) }) { .outreach(.started(start, $0)) }
        }
    }
}

extension TemplateRecipient {
    fileprivate func templates(for user: CurrentUser) throws(AccessError) -> Request<[MessageTemplate]> {
        switch self {
        case .conversation(let id): return try Templates.offered(in: id, for: user)
        case .channel(let channel, _):
            let all = try Templates.all(account: channel.account.original, for: user)
            return all.map { $0.filter(\.isActive).map(\.template) }
        }
    }
}
