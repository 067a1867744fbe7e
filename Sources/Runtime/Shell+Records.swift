import Console
import Domain
import Postgres
import Repositories

/// What the state asks for about guests, stays and properties.
extension Shell {
    func put(_ request: RecordsRequest) throws(AccessError) {
        let reader = try reader(for: .readGuests)
        switch request {
        case .readGuest(let id):
            send(try Guests.find(id, for: reader)) { .recordsAnswered(.guestRead($0)) }
        case .readReservation(let id):
            send(try Guests.reservation(id, for: reader)) { .recordsAnswered(.reservationRead($0)) }
        case .readProperty(let id):
            let request = try Properties.list(id, limit: 1, for: reader)
            send(request) { .recordsAnswered(.propertyRead($0.map(\.first))) }
        case .readHistory(let id):
            let request = try Guests.conversations(of: id, limit: 200, for: reader)
            send(request) { .recordsAnswered(.historyRead($0)) }
        case .editGuest(let record, let content):
            change(try Guests.edit(record, to: content, by: reader)) { .recordsAnswered(.edited($0)) }
        case .editReservation(let record, let content):
            change(try Guests.edit(record, to: content, by: reader)) { .recordsAnswered(.edited($0)) }
        case .editProperty(let record, let content):
            change(try Properties.edit(record, to: content, by: reader)) { .recordsAnswered(.edited($0)) }
        }
    }
}
