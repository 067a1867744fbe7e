import Domain
import Screen
import Text

/// The list of settings; Enter edits one.
package struct SettingsPage: Overlay {
    /// The settings, by category.
    var list = RowList<HouseSetting>()
    /// Whether the next `x` restores the default of the setting under the cursor.
    var isConfirmingReset = false

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("x") { return reset(in: &state) }
        var page = self
        page.isConfirmingReset = false
        switch key {
        case .character("q"):
            return close(in: &state)
        case .enter:
            guard let setting = list.selected else { return [] }
            return state.present(SettingForm(setting, parent: page, state.language))
        default:
            page.list.handleKey(key)
        }
        return state.present(page)
    }

    private func reset(in state: inout State) -> [Effect] {
        guard let setting = list.selected, !setting.isDefault else { return [] }
        var page = self
        page.isConfirmingReset.toggle()
        let effects = state.present(page)
        return isConfirmingReset ? effects + [.settings(.change(setting.key, to: nil))] : effects
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let hint: SettingPhrase = isConfirmingReset ? .resetHint : .hint
        let inside = drawBox(
            state.language.safe(SettingPhrase.title),
            state.language.safe(hint),
            columns: 110,
            rows: list.count + 5,
            on: &canvas
        )
        guard let rows = list.rows else {
            return drawPlaceholder(state.language.safe(SettingPhrase.reading), in: inside, on: &canvas)
        }
        let (head, body) = inside.splitTop(1)
        let (settings, foot) = body.splitBottom(3)
        state.settingTable.drawHead(in: head, on: &canvas)
        drawList(rows, cursor: list.index, in: settings, on: &canvas) {
            state.settingTable.draw($0, in: $1, $2, on: &$3)
        }
        if let selected = list.selected { drawDetails(of: selected, state, in: foot, on: &canvas) }
    }

    /// What the setting under the cursor means, and who changed it last.
    private func drawDetails(of setting: HouseSetting, _ state: State, in rect: Rect, on canvas: inout Canvas) {
        let lines = [
            state.language.safe(SettingPhrase.meaning(setting.key)), state.lastChange(of: setting),
        ]
        for (row, text) in lines.enumerated() where row + 1 < rect.size.rows {
            var line = LineWriter(rect.inset(top: row + 1).splitTop(1).top, ground: .overlay)
            line.add(text, row == 0 ? .overlay : .overlayDisabled, on: &canvas)
        }
    }
}

extension State {
    /// The columns of settings.
    var settingTable: Table<HouseSetting> {
        func say(_ phrase: SettingPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        return Table(columns: [
            TableColumn(heading: say(.category), width: 12, from: 90) {
                (language.safe(SettingPhrase.categoryName($0.category)), .overlayDisabled)
            },
            TableColumn(heading: say(.setting), width: nil) {
                (language.safe(SettingPhrase.label($0.key)), .overlayTitle)
            },
            TableColumn(heading: say(.value), width: 26) {
                (language.shown($0.value, $0.kind), $0.isDefault ? .overlay : .accent)
            },
            TableColumn(heading: say(.standard), width: 20, from: 76) {
                (language.shown($0.defaultValue, $0.kind), .overlayDisabled)
            },
            TableColumn(heading: say(.range), width: 12, from: 100) {
                (language.safe(SettingPhrase.rangeOf($0.kind)), .overlayDisabled)
            },
        ])
    }

    /// Who changed a setting last, and when.
    fileprivate func lastChange(of setting: HouseSetting) -> SafeText {
        guard let changedAt = setting.changedAt else { return language.safe(SettingPhrase.neverChanged) }
        let who = setting.changedBy.map { SafeText($0).plain } ?? "–"
        return language.safe(SettingPhrase.changed(moment(changedAt).plain, by: who))
    }

    /// Handles a response about settings.
    mutating func handle(_ event: SettingsEvent) -> [Effect] {
        switch event {
        case .read(.success(let settings)):
            updateOverlay(SettingsPage.self) { page in
                page.list.replace(with: settings, by: \.key)
                page.isConfirmingReset = false
            }
            return []
        case .changed(_, .success):
            closeSentForm(SettingForm.self)
            showNotice(SettingPhrase.saved)
            return [.settings(.read)]
        case .changed(_, .failure(.refused(.invalidInput))):
            guard let form = overlay(of: SettingForm.self), form.form.isSending else {
                showNotice(SettingPhrase.invalid, severity: .warning)
                return []
            }
            overlay = form.rejected(with: language.safe(SettingPhrase.rejected(form.setting)), at: .value)
            return []
        case .changed(_, .failure(let failure)):
            showFailure(SettingForm.self, inSentForm: failure)
            return []
        case .read(.failure(let failure)):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return []
        }
    }
}
