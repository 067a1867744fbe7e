import Domain
import Text

/// Editing guests, reservations and properties from the open conversation.
extension State {
    /// Opens the menu of the thread's records.
    mutating func openRecords() -> [Effect] {
        guard let id = thread?.conversation.id else { return [] }
        return present(RecordsPage()) + (thread?.panel == nil ? [.thread(.readPanel(id))] : [])
    }

    mutating func handle(_ event: RecordsEvent) -> [Effect] {
        switch event {
        case .guestRead(let result):
            return openForm(result) { under, guest, language in GuestForm(parent: under, guest: guest, language) }
        case .reservationRead(let result):
            return openForm(result) { under, stay, language in
                ReservationForm(parent: under, reservation: stay, language)
            }
        case .propertyRead(let result):
            let zones = zones.map(\.label)
            return openForm(result) { under, property, language in
                PropertyForm(parent: under, property: property, zones: zones, language)
            }
        case .guestConversationsRead(let result):
            return openForm(result.map { Optional($0) }) { under, talks, _ in
                GuestConversationsPage(parent: under, conversations: talks)
            }
        case .guestIdentityRead(let guest, let result):
            return openForm(result.map { Optional($0) }) { under, identity, _ in
                GuestIdentityPage(parent: under, guest: guest, identity: identity)
            }
        case .guestsChanged(let change, .success):
            showNotice(IdentityPhrase.done(change))
            guard let id = thread?.conversation.id else { return inbox.reread(at: now) }
            return [.thread(.readPanel(id)), .thread(.readConversation(id))] + inbox.reread(at: now)
        case .guestsChanged(_, .failure(let failure)):
            showNotice(IdentityPhrase.failed(failure), severity: .warning)
            return []
        case .edited(.success):
            closeSentForm(GuestForm.self)
            closeSentForm(ReservationForm.self)
            closeSentForm(PropertyForm.self)
            showNotice(RecordsPhrase.saved)
            guard let id = thread?.conversation.id else { return [] }
            return [.thread(.readPanel(id)), .thread(.readConversation(id))] + inbox.reread(at: now)
        case .edited(.failure(let failure)):
            showRecordFailure(failure)
            return []
        }
    }

    /// Opens the form for a record read, unless its menu was closed meanwhile.
    private mutating func openForm<Record, Made: Overlay>(
        _ result: Result<Record?, Failure>,
        _ make: (RecordsPage, Record, Language) -> Made
    ) -> [Effect] {
        guard var page = overlay(of: RecordsPage.self), page.isLoading else { return [] }
        page.isLoading = false
        overlay = page
        switch result {
        case .success(let record?): return present(make(page, record, language))
        case .success(nil): showNotice(OutcomePhrase.failed(.refused(.notFound)), severity: .warning)
        case .failure(let failure): showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return []
    }

    private mutating func showRecordFailure(_ failure: Failure) {
        let text = language.safe(RecordsPhrase.failed(failure))
        if let form = overlay(of: GuestForm.self), form.form.isSending {
            overlay = form.rejected(with: text)
        } else if let form = overlay(of: ReservationForm.self), form.form.isSending {
            overlay = form.rejected(with: text)
        } else if let form = overlay(of: PropertyForm.self), form.form.isSending {
            overlay = form.rejected(with: text)
        } else {
            showNotice(RecordsPhrase.failed(failure), severity: .warning)
        }
    }
}
