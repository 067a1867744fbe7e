import Domain
import Screen
import Text

/// Keys while something lies over the panes.
extension State {
    mutating func change(_ command: Command) -> [Effect] {
        guard let conversation = focusedConversation else { return [] }
        switch command {
        case .claim: return ask(.claim, on: conversation)
        case .release: return ask(.release, on: conversation)
        case .changeState:
            let mayArchive = reader?.may(.archive, onAssignedTo: conversation.assignee) == true
            let choices = conversation.state.choices.filter { $0 != .archivee || mayArchive }
            overlay = .states(Choice(values: choices, index: 0))
        case .changePriority:
            let values = FilterForm.priorities
            overlay = .priorities(Choice(values: values, index: values.firstIndex(of: conversation.priority) ?? 0))
        default:
            let words = conversation.tags.map { SafeText($0).plain }.joined(separator: " ")
            overlay = .tags(TextEditor(words, .oneLine))
        }
        return []
    }

    private func ask(_ change: Change, on conversation: Conversation) -> [Effect] {
        [.change(change, on: conversation.id, assignee: conversation.assignee)]
    }

    mutating func takeOverlayKey(_ key: Key) -> [Effect] {
        if key == .escape {
            overlay = nil
            return []
        }
        switch overlay {
        case .help(let search): return takeSearchKey(key, search, performs: false)
        case .palette(let search): return takeSearchKey(key, search, performs: true)
        case .states(var choice):
            if key == .enter { return close(with: choice.chosen.map { .state($0) }) }
            choice.move(by: step(of: key))
            overlay = .states(choice)
        case .priorities(var choice):
            if key == .enter { return close(with: choice.chosen.map { .priority($0) }) }
            choice.move(by: step(of: key))
            overlay = .priorities(choice)
        case .tags(var editor):
            if key == .enter { return close(with: .tags(editor.text.split(separator: " ").map(String.init))) }
            if editor.take(key, width: 60) { overlay = .tags(editor) }
        case .filter(let form): return takeFilterKey(key, form)
        case .query(let form): return takeQueryKey(key, form)
        case .quit:
            if [.character("y"), .character("o"), .enter, .control("Q"), .control("C")].contains(key) {
                return [.quit]
            }
            overlay = nil
        case .discard:
            overlay = nil
            if [.character("y"), .character("o"), .enter].contains(key) { return discardDraft() }
        case nil: break
        }
        return []
    }

    private mutating func close(with change: Change?) -> [Effect] {
        overlay = nil
        guard let change, let conversation = focusedConversation else { return [] }
        return ask(change, on: conversation)
    }

    private mutating func takeFilterKey(_ key: Key, _ form: FilterForm) -> [Effect] {
        var form = form
        switch key {
        case .enter:
            guard !form.states.isEmpty else {
                say(OverlayPhrase.filterNeedsState, .warning)
                return []
            }
            overlay = nil
            return show(form.applied(to: inbox.query))
        case .space, .character("x"): form.toggle()
        default: form.index = max(0, min(form.index + step(of: key), FilterForm.count - 1))
        }
        overlay = .filter(form)
        return []
    }

    private mutating func takeSearchKey(_ key: Key, _ search: CommandSearch, performs: Bool) -> [Effect] {
        var search = search
        let found = matches(of: search, everything: !performs)
        if key == .enter, performs {
            overlay = nil
            guard found.indices.contains(search.index) else { return [] }
            // No command of the palette makes an identifier: sending is done from the composer's own keys.
            var none = SystemRandomNumberGenerator()
            return perform(found[search.index].entry.command, using: &none)
        }
        let step = arrowStep(of: key)
        if step != 0 {
            search.index = max(0, min(search.index + step, found.count - 1))
        } else if search.field.take(key, width: 40) {
            search.index = 0
        }
        overlay = performs ? .palette(search) : .help(search)
        return []
    }

    mutating func pasteIntoOverlay(_ text: String) {
        switch overlay {
        case .tags(var editor):
            editor.paste(text)
            overlay = .tags(editor)
        case .palette(var search):
            search.field.paste(text)
            overlay = .palette(search)
        case .help(var search):
            search.field.paste(text)
            overlay = .help(search)
        case .query(var form):
            form.field.paste(text)
            form.problem = nil
            overlay = .query(form)
        case .states, .priorities, .filter, .quit, .discard, nil:
            break
        }
    }

    private func step(of key: Key) -> Int {
        switch key {
        case .character("j"): 1
        case .character("k"): -1
        default: arrowStep(of: key)
        }
    }

    private func arrowStep(of key: Key) -> Int {
        switch key {
        case .down, .control("N"), .tab: 1
        case .up, .control("P"), .backtab: -1
        case .pageDown: 10
        case .pageUp: -10
        default: 0
        }
    }
}
