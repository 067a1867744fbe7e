import Domain
import Screen
import Text

/// Draws the list of staff: the count or the filter, the column headings, then a row per person.
struct PeopleDrawing {
    let page: PeoplePage
    let state: State

    func draw(on canvas: inout Canvas) {
        let wide = state.size.columns >= 130
        let inside = drawBox(text(.people), text(hint), columns: wide ? 116 : 76, rows: 18, on: &canvas)
        let (head, list) = inside.splitTop(min(3, max(1, inside.size.rows - 1)))
        let found = page.found
        drawHead(found.count, in: head, on: &canvas)
        guard page.people != nil else { return }
        drawList(found, cursor: page.index, in: list, on: &canvas) { member, rect, ground, canvas in
            drawMember(member, in: rect, ground, on: &canvas)
        }
    }

    private var hint: PeoplePhrase {
        if page.isSearching { return .searchHint }
        return state.user?.can(.managePeople) == true ? .peopleHint : .peopleHintReading
    }

    private func drawHead(_ count: Int, in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        guard let people = page.people else { return line.add(text(.reading), .overlayDisabled, on: &canvas) }
        let isFiltered = page.isSearching || !page.search.text.isEmpty
        line.addRight(text(.found(count, of: people.count)), .overlayDisabled, on: &canvas)
        if page.isSearching {
            drawField(page.search, in: rect.splitTop(1).top.inset(right: 12), on: &canvas)
        } else if isFiltered {
            line.add("/" + SafeText(UntrustedText(page.search.text)), .overlayTitle, on: &canvas)
        }
        guard rect.size.rows > 2 else { return }
        var names = LineWriter(rect, row: 2, ground: .overlay)
        let texts = [text(.name), text(.role), text(.profile), text(.zones)]
        drawColumns(
            texts.map { ($0, .overlayDisabled) },
            (text(.status), text(.load)),
            .overlayDisabled,
            &names,
            &canvas
        )
    }

    private func drawMember(_ member: StaffMember, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: ground)
        let isHere = member.details.isActive
        let ink: StyleRole = isHere ? member.id == state.user?.id ? .mine : .overlay : .overlayDisabled
        let holds = member.role.map { $0.isActive(at: state.now) } ?? false
        let count = member.details.zones.count
        drawColumns(
            [
                (SafeText(member.name), ink),
                (state.roleText(member.role), isHere && holds ? .overlay : .overlayDisabled),
                (SafeText(UntrustedText(member.details.profile.label)), .overlayDisabled),
                (text(.zoneCount(count, of: state.zones.count)), isHere ? .zone : .overlayDisabled),
            ],
            (
                state.statusText(member),
                member.load == 0 ? .empty : SafeText(trusted: grouped(member.load))
            ),
            member.attendance == .online || member.login?.sessions ?? 0 > 0 ? .accent : .overlayDisabled,
            &line,
            &canvas
        )
    }

    /// Draws name and role at the left, status and load at the right; profile and zones between them on wide screens.
    private func drawColumns(
        _ texts: [(text: SafeText, ink: StyleRole)],
        _ rest: (standing: SafeText, load: SafeText),
        _ ink: StyleRole,
        _ line: inout LineWriter,
        _ canvas: inout Canvas
    ) {
        let wide = line.availableWidth >= 110
        if line.availableWidth >= 60 {
            line.addRight(rest.load, .overlayDisabled, gap: 1, cells: 6, on: &canvas)
            line.addColumn(rest.standing, ink, gap: 2, cells: 14, on: &canvas)
        }
        let widths = wide ? [26, 34, 24, 10] : [22, 31]
        for ((text, ink), width) in zip(texts, widths) {
            let start = line.left
            line.add(text, ink, width: min(width - 1, line.availableWidth), on: &canvas)
            line.skip(max(0, min(width - (line.left - start), line.availableWidth)))
        }
    }

    private func text(_ phrase: PeoplePhrase) -> SafeText { state.language.safe(phrase) }
}

extension State {
    /// A role with its expiry: `technicien until 2026-12-03`.
    func roleText(_ held: RoleGrant?) -> SafeText {
        guard let held else { return language.safe(PeoplePhrase.noRole) }
        let role = SafeText(UntrustedText(held.role.label))
        guard let end = held.expiresAt else { return role }
        let phrase: PeoplePhrase =
            held.isActive(at: now) ? .until(clock.wallTime(at: end)) : .ended(clock.wallTime(at: end))
        return role + " " + language.safe(phrase)
    }

    /// A person's status in a word: inactive, online or away, or the state of their login; empty if there is none to
    /// tell.
    func statusText(_ member: StaffMember) -> SafeText {
        guard member.details.isActive else { return language.safe(PeoplePhrase.inactive) }
        let attendance = member.attendance.text(at: now, inWords: true, language)
        guard attendance.isEmpty else { return attendance }
        guard let login = member.login else { return .empty }
        if login.firstPasswordUntil != nil { return language.safe(PeoplePhrase.firstPassword) }
        if !login.isOpen { return language.safe(PeoplePhrase.closed) }
        return login.sessions > 0 ? "● " + language.safe(PeoplePhrase.connected(login.sessions)) : .empty
    }
}
