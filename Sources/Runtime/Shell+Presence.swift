import Console
import Domain
import Postgres
import Repositories

/// Where the person is, and where colleagues are.
extension Shell {
    func put(_ request: PresenceRequest) throws(AccessError) {
        switch request {
        case .note(let whereabouts):
            note(try Presence.note(whereabouts, at: SystemClock.now(), by: try reader(for: .readConversations)))
        case .readAttendance:
            send(try Presence.attendance(for: try reader(for: .seeColleagues))) { .presence(.attendanceRead($0)) }
        case .read(let conversation):
            let reader = try reader(for: .readConversations)
            send(try Presence.colleagues(in: conversation, for: reader)) { .presence(.read(conversation, $0)) }
        }
    }

    /// Hints follow in transactions of their own, and only where a colleague looks.
    private func note(_ request: Request<[Identifier<Conversation>]>) {
        line.connection.send(request) { [unowned self] result in
            switch result {
            case .success(let conversations):
                for conversation in conversations { line.connection.send(Presence.hint(conversation)) { _ in } }
            case .failure: happen(.presence(.notNoted))
            }
        }
    }
}
