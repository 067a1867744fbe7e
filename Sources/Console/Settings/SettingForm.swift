import Domain
import Text

/// The form that edits one setting.
package struct SettingForm: FormOverlay {
    package enum Name: Sendable, Hashable { case value }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The setting as it was when the form was opened.
    let setting: HouseSetting

    init(_ setting: HouseSetting, parent page: SettingsPage, _ language: Language) {
        parent = page
        self.setting = setting
        let content: FormContent = setting.kind == .boolean ? .flag(setting.value == "true") : .line(setting.value)
        form = Form([
            (
                .value,
                FormField(
                    language.safe(SettingPhrase.label(setting.key)),
                    content,
                    help: language.safe(SettingPhrase.help(setting))
                )
            )
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(SettingPhrase.label(setting.key)) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let value: String
        switch setting.kind {
        case .boolean: value = form.flag(.value) == true ? "true" : "false"
        case .integer(let range):
            guard let number = Int(form.text(.value)), range.contains(number) else {
                throw FormProblem(.value, state.language.safe(SettingPhrase.outOfRange(range)))
            }
            value = String(number)
        case .country, .timeZone, .networks, .other: value = form.text(.value)
        }
        return [.settings(.change(setting.key, to: value))]
    }
}
