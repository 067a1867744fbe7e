import Domain
import Screen
import Text

/// The targets and the calendars of the house, two lists side by side in one box.
package struct AnswerTimesPage: Page {
    /// Which of the lists is seen.
    enum Part { case targets, calendars }

    package var under: (any Page)? { nil }
    /// What there is; nil until it was read.
    var book: AnswerTimesBook?
    /// Which list.
    var part = Part.targets
    /// The place of the one under the cursor.
    var index = 0
    /// Whether the next x takes the one under the cursor away.
    var isRemoving = false
    /// Where the ids of new calendars begin.
    let seed: Identifier<ServiceCalendar>

    /// An id that no calendar here has.
    var freshID: Identifier<ServiceCalendar> {
        var id = seed
        while book?.calendars.contains(where: { $0.id == id }) == true {
            id = Identifier(high: id.high, low: id.low &+ 1)
        }
        return id
    }

    private var count: Int {
        switch part {
        case .targets: book?.targets.count ?? 0
        case .calendars: book?.calendars.count ?? 0
        }
    }

    /// The page with what was read, the cursor still within it.
    func reading(_ book: AnswerTimesBook) -> Self {
        var page = self
        page.book = book
        page.index = max(0, min(index, page.count - 1))
        return page
    }

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("x") { return remove(in: &state) }
        var page = self
        page.isRemoving = false
        switch key {
        case .character("q"):
            return leave(in: &state)
        case .tab, .backtab, .left, .right:
            page.part = part == .targets ? .calendars : .targets
            page.index = 0
        case .enter:
            return open(in: &state)
        case .character("a"):
            return add(in: &state)
        default:
            page.index = max(0, min(index + state.listStep(of: key), count - 1))
        }
        return state.turn(to: page)
    }

    private func open(in state: inout State) -> [Effect] {
        guard let book, index < count else { return [] }
        switch part {
        case .targets: return state.turn(to: TargetForm(book.targets[index], over: self, book, state))
        case .calendars: return state.turn(to: CalendarForm(book.calendars[index], over: self, state.language))
        }
    }

    private func add(in state: inout State) -> [Effect] {
        guard let book else { return [] }
        switch part {
        case .targets: return state.turn(to: TargetForm(nil, over: self, book, state))
        case .calendars: return state.turn(to: CalendarForm(nil, over: self, state.language))
        }
    }

    private func remove(in state: inout State) -> [Effect] {
        guard let book, index < count else { return [] }
        var page = self
        page.isRemoving.toggle()
        let effects = state.turn(to: page)
        guard isRemoving else { return effects }
        switch part {
        case .targets: return effects + [.answerTimes(.removeTarget(book.targets[index].condition))]
        case .calendars: return effects + [.answerTimes(.removeCalendar(book.calendars[index].id))]
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        AnswerTimesDrawing(page: self, language: state.language).draw(on: &canvas)
    }
}

extension State {
    /// Shows how soon guests are to be answered.
    mutating func showAnswerTimes(using generator: inout some RandomNumberGenerator) -> [Effect] {
        turn(to: AnswerTimesPage(seed: Identifier(using: &generator))) + [.answerTimes(.read)]
    }

    /// How far a key moves the cursor of a page's list.
    func listStep(of key: Key) -> Int { step(of: key) }

    /// Takes in what the server answered.
    mutating func take(_ answer: AnswerTimesAnswer) -> [Effect] {
        switch answer {
        case .read(.success(let book)):
            if let page = page(AnswerTimesPage.self) { overlay = .page(page.reading(book)) }
            return []
        case .read(.failure(let failure)):
            say(OutcomePhrase.failed(failure), .warning)
            return []
        case .changed(let request, .success):
            closeForm(of: request)
            say(AnswerTimesPhrase.saved)
            return [.answerTimes(.read)] + refreshList()
        case .changed(let request, .failure(let failure)):
            refuse(request, failure)
            return []
        }
    }

    private mutating func closeForm(of request: AnswerTimesRequest) {
        switch request {
        case .setTarget: formSucceeded(TargetForm.self)
        case .saveCalendar: formSucceeded(CalendarForm.self)
        case .read, .removeTarget, .removeCalendar: break
        }
    }

    /// Says why not, where the words of every failure would say too little.
    private mutating func refuse(_ request: AnswerTimesRequest, _ failure: Failure) {
        switch (request, failure) {
        case (.setTarget, .refused(.badInput)): refuse(TargetForm.self, .targetRefused, at: .minutes)
        case (.setTarget, _): formFailed(TargetForm.self, failure)
        case (.saveCalendar, .refused(.badInput)): refuse(CalendarForm.self, .calendarRefused, at: .timeZone)
        case (.saveCalendar, .refused(.taken)): refuse(CalendarForm.self, .nameTaken, at: .name)
        case (.saveCalendar, _): formFailed(CalendarForm.self, failure)
        case (.removeCalendar, .refused(.illegalTransition)): say(AnswerTimesPhrase.usedByTarget, .warning)
        case (.read, _), (.removeTarget, _), (.removeCalendar, _): say(OutcomePhrase.failed(failure), .warning)
        }
    }

    private mutating func refuse<Wanted: FormPage>(
        _ kind: Wanted.Type,
        _ phrase: AnswerTimesPhrase,
        at field: Wanted.Name
    ) {
        guard let page = page(kind), page.form.isSending else { return say(phrase, .warning) }
        overlay = .page(page.refused(language.safe(phrase), at: field))
    }
}
