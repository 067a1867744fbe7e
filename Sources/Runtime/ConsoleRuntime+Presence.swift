import Console
import Domain
import Postgres
import Repositories

/// Performs requests about presence.
extension ConsoleRuntime {
    func handle(_ request: PresenceRequest) throws(AccessError) {
        switch request {
        case .update(let whereabouts):
            sendPresence(
                try Presence.report(whereabouts, at: SystemClock.now(), by: try requireUser(for: .readConversations))
            )
        case .readAttendance:
            send(try Presence.onlineStatus(for: try requireUser(for: .seeColleagues))) {
                .presence(.attendanceRead($0))
            }
        case .read(let conversation):
            let user = try requireUser(for: .readConversations)
            send(try Presence.colleagues(in: conversation, for: user)) { .presence(.read(conversation, $0)) }
        }
    }

    /// Reports presence. Notifications follow in transactions of their own, and only for conversations a colleague has
    /// open.
    private func sendPresence(_ request: Request<[Identifier<Conversation>]>) {
        connection.connection.send(request) { [unowned self] result in
            switch result {
            case .success(let conversations):
                for conversation in conversations { connection.connection.send(Presence.hint(conversation)) { _ in } }
            case .failure: dispatch(.presence(.updateFailed))
            }
        }
    }
}
