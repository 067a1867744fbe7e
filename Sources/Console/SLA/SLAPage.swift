import Domain
import Screen
import Text

/// The page of SLA targets and calendars, as two tabs in one box.
package struct SLAPage: Overlay {
    /// The page's tabs.
    enum Tab { case targets, calendars }

    /// The targets and calendars; nil until read.
    var policies: SLAPolicies?
    /// The selected tab.
    var part = Tab.targets
    /// The index of the row under the cursor.
    var index = 0
    /// Whether the next `x` deletes the row under the cursor.
    var isConfirmingDeletion = false
    /// The id from which new calendars' ids are derived.
    let seed: Identifier<BusinessCalendar>

    /// An id not in use by any calendar.
    var freshID: Identifier<BusinessCalendar> {
        var id = seed
        while policies?.calendars.contains(where: { $0.id == id }) == true {
            id = Identifier(high: id.high, low: id.low &+ 1)
        }
        return id
    }

    private var count: Int {
        switch part {
        case .targets: policies?.targets.count ?? 0
        case .calendars: policies?.calendars.count ?? 0
        }
    }

    /// The page with fresh data, the cursor clamped to it.
    func updated(with book: SLAPolicies) -> Self {
        var page = self
        page.policies = book
        page.index = max(0, min(index, page.count - 1))
        return page
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("x") { return remove(in: &state) }
        var page = self
        page.isConfirmingDeletion = false
        switch key {
        case .character("q"):
            return close(in: &state)
        case .tab, .backtab, .left, .right:
            page.part = part == .targets ? .calendars : .targets
            page.index = 0
        case .enter:
            return editSelected(in: &state)
        case .character("a"):
            return add(in: &state)
        default:
            page.index = max(0, min(index + key.step, count - 1))
        }
        return state.present(page)
    }

    private func editSelected(in state: inout State) -> [Effect] {
        guard let policies, index < count else { return [] }
        switch part {
        case .targets: return state.present(SLATargetForm(policies.targets[index], parent: self, policies, state))
        case .calendars: return state.present(CalendarForm(policies.calendars[index], parent: self, state.language))
        }
    }

    private func add(in state: inout State) -> [Effect] {
        guard let policies else { return [] }
        switch part {
        case .targets: return state.present(SLATargetForm(nil, parent: self, policies, state))
        case .calendars: return state.present(CalendarForm(nil, parent: self, state.language))
        }
    }

    private func remove(in state: inout State) -> [Effect] {
        guard let policies, index < count else { return [] }
        var page = self
        page.isConfirmingDeletion.toggle()
        let effects = state.present(page)
        guard isConfirmingDeletion else { return effects }
        switch part {
        case .targets: return effects + [.sla(.removeTarget(policies.targets[index].condition))]
        case .calendars: return effects + [.sla(.removeCalendar(policies.calendars[index].id))]
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        SLADrawing(page: self, language: state.language).draw(on: &canvas)
    }
}

extension State {
    /// Opens the SLA page.
    mutating func showSLA(using generator: inout some RandomNumberGenerator) -> [Effect] {
        present(SLAPage(seed: Identifier(using: &generator))) + [.sla(.read)]
    }

    /// Handles a response about SLA targets and calendars.
    mutating func handle(_ event: SLAEvent) -> [Effect] {
        switch event {
        case .read(.success(let book)):
            if let page = overlay(of: SLAPage.self) { overlay = page.updated(with: book) }
            return []
        case .read(.failure(let failure)):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return []
        case .changed(let request, .success):
            closeForm(of: request)
            showNotice(SLAPhrase.saved)
            return [.sla(.read)] + inbox.reread(at: now)
        case .changed(let request, .failure(let failure)):
            showFailure(request, of: failure)
            return []
        }
    }

    private mutating func closeForm(of request: SLARequest) {
        switch request {
        case .setTarget: closeSentForm(SLATargetForm.self)
        case .saveCalendar: closeSentForm(CalendarForm.self)
        case .read, .removeTarget, .removeCalendar: break
        }
    }

    /// Shows why a request failed, in specific words where the general phrase says too little.
    private mutating func showFailure(_ request: SLARequest, of failure: Failure) {
        switch (request, failure) {
        case (.setTarget, .refused(.invalidInput)): rejectForm(SLATargetForm.self, with: .targetRejected, at: .minutes)
        case (.setTarget, _): showFailure(SLATargetForm.self, inSentForm: failure)
        case (.saveCalendar, .refused(.invalidInput)):
            rejectForm(CalendarForm.self, with: .calendarRejected, at: .timeZone)
        case (.saveCalendar, .refused(.alreadyExists)): rejectForm(CalendarForm.self, with: .nameTaken, at: .name)
        case (.saveCalendar, _): showFailure(CalendarForm.self, inSentForm: failure)
        case (.removeCalendar, .refused(.illegalTransition)): showNotice(SLAPhrase.usedByTarget, severity: .warning)
        case (.read, _), (.removeTarget, _), (.removeCalendar, _):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
    }

    private mutating func rejectForm<Wanted: FormOverlay>(
        _ kind: Wanted.Type,
        with phrase: SLAPhrase,
        at field: Wanted.Name
    ) {
        guard let page = overlay(of: kind), page.form.isSending else { return showNotice(phrase, severity: .warning) }
        overlay = page.rejected(with: language.safe(phrase), at: field)
    }
}
