import Domain
import Text

/// Looking after guests, stays and properties from the conversation that is open.
extension State {
    /// Opens what stands beside the thread, to be changed.
    mutating func openRecords() -> [Effect] {
        guard let id = thread?.conversation.id else { return [] }
        return turn(to: RecordsPage()) + (thread?.panel == nil ? [.readPanel(id)] : [])
    }

    mutating func take(_ answer: RecordsAnswer) -> [Effect] {
        switch answer {
        case .guestRead(let result):
            return openForm(result) { under, guest, language in GuestForm(under: under, guest: guest, language) }
        case .reservationRead(let result):
            return openForm(result) { under, stay, language in ReservationForm(under: under, stay: stay, language) }
        case .propertyRead(let result):
            let zones = zones.map(\.label)
            return openForm(result) { under, property, language in
                PropertyForm(under: under, property: property, zones: zones, language)
            }
        case .historyRead(let result):
            return openForm(result.map { Optional($0) }) { under, talks, _ in GuestHistory(under: under, talks: talks) }
        case .edited(.success):
            formSucceeded(GuestForm.self)
            formSucceeded(ReservationForm.self)
            formSucceeded(PropertyForm.self)
            say(RecordsPhrase.saved)
            guard let id = thread?.conversation.id else { return [] }
            return [.readPanel(id), .readConversation(id)] + refreshList()
        case .edited(.failure(let failure)):
            refuseRecord(failure)
            return []
        }
    }

    /// Opens what was asked for over the page that asked, unless the person went on meanwhile.
    private mutating func openForm<Record, Made: Page>(
        _ result: Result<Record?, Failure>,
        _ make: (RecordsPage, Record, Language) -> Made
    ) -> [Effect] {
        guard var page = page(RecordsPage.self), page.isAsking else { return [] }
        page.isAsking = false
        overlay = .page(page)
        switch result {
        case .success(let record?): return turn(to: make(page, record, language))
        case .success(nil): say(OutcomePhrase.failed(.refused(.notFound)), .warning)
        case .failure(let failure): say(OutcomePhrase.failed(failure), .warning)
        }
        return []
    }

    private mutating func refuseRecord(_ failure: Failure) {
        let text = language.safe(RecordsPhrase.failed(failure))
        if let form = page(GuestForm.self), form.form.isSending {
            overlay = .page(form.refused(text))
        } else if let form = page(ReservationForm.self), form.form.isSending {
            overlay = .page(form.refused(text))
        } else if let form = page(PropertyForm.self), form.form.isSending {
            overlay = .page(form.refused(text))
        } else {
            say(RecordsPhrase.failed(failure), .warning)
        }
    }
}
