import Domain
import Screen
import Text

/// Opening what asks for a choice, and keys while something lies over the panes.
extension State {
    mutating func chooseState() -> [Effect] {
        guard let subject else { return [] }
        let mayArchive = subject.conversations.allSatisfy { reader?.may(.archive, onAssignedTo: $0.assignee) == true }
        let possible = Set(subject.states.flatMap(\.choices))
        let choices = ConversationState.all.filter { possible.contains($0) && ($0 != .archivee || mayArchive) }
        return cover(with: .states(Choice(values: choices, index: 0), of: subject))
    }

    mutating func choosePriority() -> [Effect] {
        guard let subject else { return [] }
        let values = FilterForm.priorities
        let index = subject.conversations.first.flatMap { values.firstIndex(of: $0.priority) } ?? 0
        return cover(with: .priorities(Choice(values: values, index: index), of: subject))
    }

    mutating func editTags() -> [Effect] {
        guard let subject else { return [] }
        var words = ""
        if case .one(let conversation) = subject {
            words = conversation.tags.map { SafeText($0).plain }.joined(separator: " ")
        }
        return cover(with: .tags(TextEditor(words, .oneLine), of: subject))
    }

    /// Asks for a change of the conversation that has the focus.
    func ask(_ change: Change) -> [Effect] {
        focusedConversation.map { ask(change, on: $0) } ?? []
    }

    func ask(_ change: Change, on conversation: Conversation) -> [Effect] {
        [.change(change, on: conversation.id, assignee: conversation.assignee, seen: conversation.lastSequence)]
    }

    mutating func takeOverlayKey(_ key: Key, using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let overlay, key != .escape else {
            return leaveOverlay()
        }
        switch overlay {
        case .help(let search): return takeHelpKey(key, search)
        case .palette(let search): return takePaletteKey(key, search, using: &generator)
        case .states(let choice, let subject): return takeChoiceKey(key, choice, of: subject)
        case .priorities(let choice, let subject): return takeChoiceKey(key, choice, of: subject)
        case .tags(let editor, let subject): return takeTagsKey(key, editor, of: subject)
        case .filter(let form): return takeFilterKey(key, form)
        case .query(let form): return takeQueryKey(key, form)
        case .zones(let picker): return takeZonesKey(key, picker)
        case .colleagues(let picker): return takePickerKey(key, picker)
        case .skipped(let first): return takeSkippedKey(key, from: first)
        case .messages(let form): return takeSearchKey(key, form)
        case .page(let page): return page.take(key, in: &self)
        case .quit: return takeQuitKey(key)
        case .discard: return takeDiscardKey(key)
        }
    }

    /// Esc closes what lies over the panes; from the reason for a choice it goes back to the choice.
    private mutating func leaveOverlay() -> [Effect] {
        if case .page(let page) = overlay { return page.leave(in: &self) }
        if case .messages(let form) = overlay { return leaveSearch(form) }
        if case .colleagues(var picker) = overlay, picker.chosen != nil {
            picker.chosen = nil
            return cover(with: .colleagues(picker))
        }
        overlay = nil
        return []
    }

    private mutating func takeQuitKey(_ key: Key) -> [Effect] {
        let leaves: [Key] = [.character("y"), .character("o"), .enter, .control("Q"), .control("C")]
        guard leaves.contains(key) else {
            overlay = nil
            return []
        }
        return [.quit]
    }

    private mutating func takeDiscardKey(_ key: Key) -> [Effect] {
        overlay = nil
        return [.character("y"), .character("o"), .enter].contains(key) ? discardDraft() : []
    }

    private mutating func takeChoiceKey(
        _ key: Key,
        _ choice: Choice<ConversationState>,
        of subject: Subject
    ) -> [Effect] {
        guard let chosen = take(key, for: choice) else {
            return cover(with: .states(choice.moved(by: step(of: key)), of: subject))
        }
        return ask(chosen, of: subject)
    }

    private mutating func takeChoiceKey(
        _ key: Key,
        _ choice: Choice<Priority>,
        of subject: Subject
    ) -> [Effect] {
        guard let chosen = take(key, for: choice) else {
            return cover(with: .priorities(choice.moved(by: step(of: key)), of: subject))
        }
        return ask(chosen, of: subject)
    }

    /// What Enter chooses, the overlay closed; nil for other keys, and where there is nothing to choose.
    private mutating func take<Value>(_ key: Key, for choice: Choice<Value>) -> Value? {
        guard key == .enter, let chosen = choice.chosen else { return nil }
        overlay = nil
        return chosen
    }

    private mutating func takeTagsKey(_ key: Key, _ editor: TextEditor, of subject: Subject) -> [Effect] {
        guard key != .enter else {
            return ask(tags: editor.text.split(separator: " ").map(String.init), of: subject)
        }
        var editor = editor
        if editor.take(key, width: 60) { overlay = .tags(editor, of: subject) }
        return []
    }

    private mutating func takeFilterKey(_ key: Key, _ form: FilterForm) -> [Effect] {
        guard key != .enter else { return apply(form) }
        var form = form
        if key == .space || key == .character("x") {
            form.toggle()
        } else {
            form.index = max(0, min(form.index + step(of: key), FilterForm.count - 1))
        }
        return cover(with: .filter(form))
    }

    private mutating func apply(_ form: FilterForm) -> [Effect] {
        guard !form.states.isEmpty else {
            say(OverlayPhrase.filterNeedsState, .warning)
            return []
        }
        overlay = nil
        return show(form.applied(to: inbox.query))
    }

    private mutating func takePaletteKey(
        _ key: Key,
        _ search: CommandSearch,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        let found = matches(of: search, everything: false)
        guard key != .enter else {
            overlay = nil
            return found.indices.contains(search.index)
                ? perform(found[search.index].entry.command, using: &generator) : []
        }
        return cover(with: .palette(search.taking(key, step: arrowStep(of: key), last: found.count - 1)))
    }

    private mutating func takeHelpKey(_ key: Key, _ search: CommandSearch) -> [Effect] {
        let last = HelpLayout(search, of: self).lastFirst
        return cover(with: .help(search.taking(key, step: arrowStep(of: key), last: last)))
    }

    mutating func pasteIntoOverlay(_ text: String) {
        switch overlay {
        case .tags(var editor, let subject):
            editor.paste(text)
            overlay = .tags(editor, of: subject)
        case .colleagues(var picker):
            picker.paste(text)
            overlay = .colleagues(picker)
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
        case .messages(var form):
            form.field.paste(text)
            overlay = .messages(form)
        case .page(var page):
            page.paste(text)
            overlay = .page(page)
        case .states, .priorities, .filter, .zones, .skipped, .quit, .discard, nil:
            break
        }
    }

    /// How far a key moves the cursor of a list without a field.
    func step(of key: Key) -> Int {
        switch key {
        case .character("j"): 1
        case .character("k"): -1
        default: arrowStep(of: key)
        }
    }

    /// How far a key moves the cursor of a list under a field.
    func arrowStep(of key: Key) -> Int {
        switch key {
        case .down, .control("N"), .tab: 1
        case .up, .control("P"), .backtab: -1
        case .pageDown: 10
        case .pageUp: -10
        default: 0
        }
    }
}
