import Domain
import Screen
import Text

/// A line about a person: a label, a text and its style.
struct PersonLine {
    var label: SafeText = .empty
    var text: SafeText = .empty
    var ink: StyleRole = .overlay
}

/// Draws a person's page as scrolling lines.
struct PersonDrawing {
    let page: PersonPage
    let state: State

    func draw(on canvas: inout Canvas) {
        let title = page.record.map { SafeText($0.member.name) } ?? state.language.safe(PeoplePhrase.person)
        let lines = page.lines(in: state)
        let rows = max(12, min(lines.count, state.size.rows - 4))
        let inside = drawBox(title.truncated(to: 60), hint, columns: 76, rows: rows, on: &canvas)
        let first = max(0, min(page.first, lines.count - inside.size.rows))
        for (row, entry) in lines.dropFirst(first).prefix(inside.size.rows).enumerated() {
            draw(entry, in: inside.inset(top: row).splitTop(1).top, on: &canvas)
        }
    }

    private func draw(_ entry: PersonLine, in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        line.add(entry.label, .overlayDisabled, width: entry.text.isEmpty ? .max : 13, on: &canvas)
        if !entry.label.isEmpty { line.skip(max(0, rect.origin.column + 14 - line.left)) }
        line.add(entry.text, entry.ink, on: &canvas)
    }

    /// The keys the current user may use on this person; while an action awaits confirmation, only its keys.
    private var hint: SafeText {
        func say(_ phrase: PeoplePhrase) -> SafeText { state.language.safe(phrase) }
        switch page.pendingAction {
        case .sessions: return say(.endHint)
        case .deactivation: return say(page.record?.member.details.isActive == false ? .activateHint : .deactivateHint)
        case nil: break
        }
        guard let member = page.record?.member, let user = state.user else { return say(.backHint) }
        let manages = user.canManage(member)
        let isOwn = member.id == user.id
        let hints: [PeoplePhrase?] = [
            manages || isOwn ? .editHint : nil, user.canChangeRole(of: member) ? .roleHint : nil,
            isOwn || manages && member.login != nil ? .passwordHint : manages ? .loginHint : nil,
            manages && !isOwn ? .activityHint(member.details.isActive) : nil,
            manages && !(page.record?.sessions.isEmpty ?? true) ? .sessionsHint : nil,
            member.load > 0 ? .conversationsHint : nil, .backHint,
        ]
        return SafeText(trusted: hints.compactMap { $0 }.map { state.language.text($0) }.joined(separator: hintGap))
    }
}

extension PersonPage {
    /// All lines of the page.
    func lines(in state: State) -> [PersonLine] {
        guard let record else {
            return [PersonLine(text: state.language.safe(PeoplePhrase.reading), ink: .overlayDisabled)]
        }
        return profile(record.member, state) + sessions(record.sessions, state) + rights(record.member, state)
    }

    private func profile(_ member: StaffMember, _ state: State) -> [PersonLine] {
        func line(_ label: PeoplePhrase, _ text: SafeText?, _ ink: StyleRole = .overlay) -> PersonLine {
            PersonLine(label: state.language.safe(label), text: text.flatMap { $0.isEmpty ? nil : $0 } ?? "–", ink: ink)
        }
        let zones = state.zones.filter { member.details.zones.contains($0.number) }.map(\.label)
        let holds = member.role.map { $0.isActive(at: state.now) } ?? false
        let given = member.role?.grantedBy.map {
            SafeText(trusted: "  ") + state.language.safe(PeoplePhrase.grantedBy(SafeText($0).plain))
        }
        return [
            line(.role, state.roleText(member.role) + (given ?? .empty), holds ? .overlayTitle : .overlayDisabled),
            line(.profile, SafeText(UntrustedText(member.details.profile.label))),
            line(
                .zones,
                zones.count == state.zones.count && !zones.isEmpty
                    ? state.language.safe(PeoplePhrase.zoneCount(zones.count, of: zones.count))
                    : SafeText(UntrustedText(zones.joined(separator: " "))),
                .zone
            ),
            line(.email, member.details.email.map { SafeText($0) }),
            line(.phone, member.details.phone.map { SafeText($0) }),
            line(.load, state.language.safe(PeoplePhrase.openConversations(member.load))),
            line(.login, loginText(member, state), member.login?.firstPasswordUntil == nil ? .overlay : .noticeWarning),
        ]
    }

    private func loginText(_ member: StaffMember, _ state: State) -> SafeText? {
        guard let login = member.login else {
            return member.details.isActive ? nil : state.language.safe(PeoplePhrase.inactive)
        }
        let name = SafeText(UntrustedText(login.name))
        if let until = login.firstPasswordUntil {
            return name + "  " + state.language.safe(PeoplePhrase.firstPasswordUntil(state.clock.wallTime(at: until)))
        }
        return login.isOpen ? name : name + "  " + state.language.safe(PeoplePhrase.closed)
    }

    private func sessions(_ sessions: [OpenSession], _ state: State) -> [PersonLine] {
        guard !sessions.isEmpty else { return [] }
        let lines = sessions.map { session in
            let since =
                session.since.map { state.language.safe(PeoplePhrase.moment(state.clock.wallTime(at: $0))) } ?? "–"
            let own: SafeText = session.isOwn ? "  " + state.language.safe(PeoplePhrase.thisSession) : .empty
            let what = [
                since.fitted(to: 16).plain, SafeText(UntrustedText(session.client ?? "–")).fitted(to: 15).plain,
                SafeText(session.program ?? UntrustedText("–")).fitted(to: 12).plain,
                SafeText(UntrustedText(session.state ?? "–")).plain,
            ]
            return PersonLine(
                text: SafeText(trusted: what.joined(separator: "  ")) + own,
                ink: session.state == "idle" ? .overlayDisabled : .overlay
            )
        }
        return [PersonLine(), PersonLine(text: state.language.safe(PeoplePhrase.sessions), ink: .overlayTitle)] + lines
    }

    /// The role's rights, from the rights table.
    private func rights(_ member: StaffMember, _ state: State) -> [PersonLine] {
        guard let role = member.role?.role else { return [] }
        let may = Capability.allCases.filter { Rights.scope(of: $0, for: role) != .nothing }
        guard !may.isEmpty else { return [] }
        let heading = state.language.safe(PeoplePhrase.mayDo(SafeText(UntrustedText(role.label)).plain))
        let lines = may.map { capability in
            let what = state.language.safe(RightPhrase.capability(capability)).fitted(to: 36).plain
            let scope = state.language.text(RightPhrase.scope(Rights.scope(of: capability, for: role)))
            return PersonLine(text: SafeText(trusted: what + " " + scope), ink: .overlay)
        }
        return [PersonLine(), PersonLine(text: heading, ink: .overlayTitle)] + lines
    }
}
