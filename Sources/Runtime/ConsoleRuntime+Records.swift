import Console
import Domain
import Postgres
import Repositories

/// Performs requests about guests, reservations and properties.
extension ConsoleRuntime {
    func handle(_ request: RecordsRequest) throws(AccessError) {
        let user = try requireUser(for: .readGuests)
        switch request {
        case .readGuest(let id):
            send(try Guests.find(id, for: user)) { .records(.guestRead($0)) }
        case .readReservation(let id):
            send(try Guests.reservation(id, for: user)) { .records(.reservationRead($0)) }
        case .readProperty(let id):
            let request = try Properties.list(id, limit: 1, for: user)
            send(request) { .records(.propertyRead($0.map(\.first))) }
        case .readGuestConversations(let id):
            let request = try Guests.conversations(of: id, limit: 200, for: user)
            send(request) { .records(.guestConversationsRead($0)) }
        case .readGuestIdentity(let guest):
            send(try Guests.identity(of: guest, for: user)) { .records(.guestIdentityRead(guest, $0)) }
        case .changeGuests(let change):
            switch change {
            case .join(let proposal):
                let request = try Guests.join(proposal.other.id, to: proposal.kept.id, by: user)
                self.change(request) { .records(.guestsChanged(change, $0)) }
            case .part(let record, _):
                self.change(try Guests.part(record.guest.id, by: user)) { .records(.guestsChanged(change, $0)) }
            case .keepApart(let proposal):
                let request = try Guests.keepApart(proposal.kept.id, proposal.other.id, by: user)
                self.change(request) { .records(.guestsChanged(change, $0)) }
            }
        case .editGuest(let record, let content):
            change(try Guests.edit(record, to: content, by: user)) { .records(.edited($0)) }
        case .editReservation(let record, let content):
            change(try Guests.edit(record, to: content, by: user)) { .records(.edited($0)) }
        case .editProperty(let record, let content):
            change(try Properties.edit(record, to: content, by: user)) { .records(.edited($0)) }
        }
    }
}
