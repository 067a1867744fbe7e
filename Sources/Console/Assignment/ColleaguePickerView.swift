import Domain
import Screen
import Text

/// Draws the colleague picker: search, candidates, and reason.
func drawColleaguePicker(_ picker: ColleaguePicker, of state: State, on canvas: inout Canvas) {
    let drawing = ColleaguePickerDrawing(picker: picker, language: state.language, now: state.now)
    let inside = drawBox(drawing.title, drawing.hint, columns: 96, rows: 12, on: &canvas)
    let (first, rest) = inside.splitTop(1)
    let (list, fields) = rest.splitBottom(2)
    let (why, detail) = fields.splitTop(1)
    drawing.drawTarget(in: first, on: &canvas)
    drawing.drawList(in: list, on: &canvas)
    drawing.drawReason(in: why, on: &canvas)
    drawing.drawDetail(in: detail, on: &canvas)
}

private struct ColleaguePickerDrawing {
    let picker: ColleaguePicker
    let language: Language
    let now: Timestamp
    private let found: [Candidate]

    /// Width of the field labels.
    private static let label = 7

    init(picker: ColleaguePicker, language: Language, now: Timestamp) {
        self.picker = picker
        self.language = language
        self.now = now
        found = picker.found
    }

    var title: SafeText {
        let guest = picker.subject.conversations.first.map { ConversationRow($0).guest } ?? .empty
        let name = guest.isEmpty ? language.text(ConversationPhrase.unknownGuest) : guest.truncated(to: 40).plain
        if picker.subject.isMany, let extent = picker.subject.count {
            return language.safe(ColleaguePickerPhrase.assign(extent))
        }
        return language.safe(picker.purpose == .assign ? ColleaguePickerPhrase.assignOne(name) : .transfer(name))
    }

    var hint: SafeText {
        guard picker.chosen != nil else {
            let words: [ColleaguePickerPhrase] = [.chooseHint, .switchRule(picker.rule.other), .back]
            return SafeText(trusted: words.map { language.text($0) }.joined(separator: hintGap))
        }
        return language.safe(picker.purpose == .assign ? ColleaguePickerPhrase.assignHint : .transferHint)
    }

    func drawTarget(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        line.add(language.safe(ColleaguePickerPhrase.to), .overlayDisabled, on: &canvas)
        if let chosen = picker.chosen {
            line.skip(max(0, rect.origin.column + Self.label - line.left))
            line.add(chosen.name, .overlayTitle, on: &canvas)
            return
        }
        let count = language.safe(ColleaguePickerPhrase.found(found.count, of: picker.candidates?.count ?? 0))
        line.addRight(count, .overlayDisabled, gap: 1, on: &canvas)
        drawField(picker.search, in: rect.inset(left: Self.label, right: 10), on: &canvas)
    }

    func drawReason(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        line.add(language.safe(ColleaguePickerPhrase.why), .overlayDisabled, on: &canvas)
        guard picker.chosen == nil else {
            drawField(picker.reason, in: rect.inset(left: Self.label), on: &canvas)
            return
        }
        line.skip(max(0, rect.origin.column + Self.label - line.left))
        line.add(SafeText(UntrustedText(picker.reason.text)), .overlay, on: &canvas)
    }

    func drawList(in rect: Rect, on canvas: inout Canvas) {
        guard picker.candidates != nil else {
            drawPlaceholder(language.safe(ColleaguePickerPhrase.reading), in: rect, on: &canvas)
            return
        }
        if found.isEmpty { drawPlaceholder(language.safe(OverlayPhrase.noMatch), in: rect, on: &canvas) }
        let first = max(0, picker.index - rect.size.rows + 1)
        for (row, candidate) in found.dropFirst(first).prefix(rect.size.rows).enumerated() {
            let isSelected = picker.chosen.map { $0 == candidate } ?? (first + row == picker.index)
            let line = rect.inset(top: row).splitTop(1).top
            if isSelected { drawCursorLine(line, on: &canvas) }
            draw(candidate, in: line, isSelected ? .overlaySelected : .overlay, on: &canvas)
        }
    }

    private func draw(_ candidate: Candidate, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: ground)
        let isWide = rect.size.columns >= 60
        if candidate.load != nil { drawFigures(of: candidate, isWide: isWide, on: &line, &canvas) }
        let ink: StyleRole = candidate.isCurrentUser ? .mine : .overlay
        line.add(candidate.name, ink, width: isWide && candidate.load != nil ? 24 : .max, on: &canvas)
        guard isWide else { return }
        line.skip(max(0, rect.origin.column + 26 - line.left))
        line.add(candidate.detail, .overlayDisabled, on: &canvas)
    }

    private func drawAttendance(of candidate: Candidate, on line: inout LineWriter, _ canvas: inout Canvas) {
        let inWords = line.availableWidth >= 70
        line.addColumn(
            candidate.attendance.text(at: now, inWords: inWords, language),
            candidate.attendance == .online ? .accent : .overlayDisabled,
            gap: 2,
            cells: inWords ? OnlineStatus.cells.words : OnlineStatus.cells.signs,
            on: &canvas
        )
        line.skipRight(1)
    }

    /// Draws the right-hand columns of a person: suggestion or zone, attendance and load.
    private func drawFigures(of candidate: Candidate, isWide: Bool, on line: inout LineWriter, _ canvas: inout Canvas) {
        if isWide {
            let sign: ColleaguePickerPhrase? =
                candidate.isSuggested ? .suggested(picker.rule) : candidate.coveredCount ?? 0 > 0 ? .inZone : nil
            let text = sign.map { language.safe($0) } ?? .empty
            line.addColumn(text, candidate.isSuggested ? .accent : .zone, gap: 2, cells: 14, on: &canvas)
            drawAttendance(of: candidate, on: &line, &canvas)
        }
        let load = candidate.load.map { language.safe(ColleaguePickerPhrase.load($0)) } ?? .empty
        line.addRight(load, .overlayDisabled, gap: 1, cells: 10, on: &canvas)
        line.skipRight(1)
    }

    /// Draws what choosing the candidate under the cursor means for the conversations.
    func drawDetail(in rect: Rect, on canvas: inout Canvas) {
        guard let candidate = picker.chosen ?? (found.indices.contains(picker.index) ? found[picker.index] : nil)
        else { return }
        switch candidate.target {
        case .role:
            drawPlaceholder(
                language.safe(ColleaguePickerPhrase.waitsForRole(candidate.name.plain)),
                in: rect,
                on: &canvas
            )
        case .distributed: drawPlaceholder(language.safe(ColleaguePickerPhrase.hereFirst), in: rect, on: &canvas)
        case .queue: break
        case .person: drawPersonDetail(candidate, in: rect, on: &canvas)
        }
    }

    /// Draws as many details as fit, most important first.
    private func drawPersonDetail(_ candidate: Candidate, in rect: Rect, on canvas: inout Canvas) {
        let all = picker.subject.conversations.count
        let words: [ColleaguePickerPhrase?] = [
            candidate.coveredCount.map { .coverage(inside: $0, outside: all - $0) },
            picker.suggestionNote(for: candidate),
            candidate.lastAssignedText.map { .lastAssigned($0.plain) },
        ]
        let text = words.compactMap { $0.map { language.safe($0) } }.reduce(SafeText.empty) { text, word in
            let longer = text.isEmpty ? word : text + " · " + word
            return longer.width <= rect.size.columns ? longer : text
        }
        drawPlaceholder(text, in: rect, on: &canvas)
    }
}
