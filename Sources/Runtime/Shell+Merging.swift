import Console
import Domain
import Postgres
import Repositories

/// What the state asks for in merging conversations.
extension Shell {
    func put(_ request: MergingRequest) throws(AccessError) {
        switch request {
        case .readTalks(let guest):
            let request = try Guests.conversations(of: guest, limit: 200, for: reader(for: .readGuests))
            send(request) { .mergingAnswered(.talksRead(of: guest, $0)) }
        case .merge(let members, let head):
            let request = try Merging.merge(members, into: head, by: reader(for: .actInBulk))
            change(request) { .mergingAnswered(.merged(members, into: head, $0)) }
            announce(Announcements(members + [head]))
        case .unmerge(let members, let head):
            let request = try Merging.unmerge(members, by: reader(for: .actInBulk))
            change(request) { .mergingAnswered(.unmerged(members, from: head, $0)) }
            announce(Announcements(members + [head]))
        case .readNumber(let message):
            send(try Threads.number(of: message, for: state.reader)) { .mergingAnswered(.numberRead(of: message, $0)) }
        }
    }
}
