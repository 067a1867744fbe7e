import Domain
import Screen
import Text

/// Opening overlays and handling their keys.
extension State {
    mutating func chooseState() -> [Effect] {
        guard let commandTarget else { return [] }
        let mayArchive = commandTarget.conversations.allSatisfy {
            user?.may(.archive, onAssignedTo: $0.assignee) == true
        }
        let possible = Set(commandTarget.states.flatMap(\.choices))
        let choices = ConversationState.all.filter { possible.contains($0) && ($0 != .archivee || mayArchive) }
        return present(.states(Choice(values: choices, index: 0), of: commandTarget))
    }

    mutating func choosePriority() -> [Effect] {
        guard let commandTarget else { return [] }
        let values = StateFilterForm.priorities
        let index = commandTarget.conversations.first.flatMap { values.firstIndex(of: $0.priority) } ?? 0
        return present(.priorities(Choice(values: values, index: index), of: commandTarget))
    }

    mutating func editTags() -> [Effect] {
        guard let commandTarget else { return [] }
        var words = ""
        if case .single(let conversation) = commandTarget {
            words = conversation.tags.map { SafeText($0).plain }.joined(separator: " ")
        }
        return present(.tags(TextEditor(words, .oneLine), of: commandTarget))
    }

    /// Requests a change to the focused conversation.
    func requestChange(_ change: Change) -> [Effect] {
        focusedConversation.map { requestChange(change, on: $0) } ?? []
    }

    func requestChange(_ change: Change, on conversation: Conversation) -> [Effect] {
        [.change(change, on: conversation.id, assignee: conversation.assignee, seen: conversation.lastSequence)]
    }

    mutating func handleOverlayKey(_ key: Key, using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let overlay, key != .escape else {
            return closeOverlay()
        }
        switch overlay {
        case .help(let search): return handleHelpKey(key, search)
        case .palette(let search): return handlePaletteKey(key, search, using: &generator)
        case .states(let choice, let subject): return handleStateKey(key, choice, for: subject)
        case .priorities(let choice, let subject): return handlePriorityKey(key, choice, for: subject)
        case .tags(let editor, let subject): return handleTagsKey(key, editor, for: subject)
        case .stateFilter(let form): return handleFilterKey(key, form)
        case .query(let form): return handleQueryKey(key, form)
        case .zones(let picker): return handleZonesKey(key, picker)
        case .colleagues(let picker): return handleColleaguePickerKey(key, picker)
        case .skipped(let first): return handleSkippedKey(key, from: first)
        case .messages(let form): return handleMessageSearchKey(key, form)
        case .page(let page): return page.handleKey(key, in: &self)
        case .quit: return handleQuitKey(key)
        case .discard: return handleDiscardKey(key)
        }
    }

    /// Handles Esc: closes the overlay, or steps back from the reason to the choice of assignee.
    private mutating func closeOverlay() -> [Effect] {
        if case .page(let page) = overlay { return page.close(in: &self) }
        if case .messages(let form) = overlay { return closeSearch(form) }
        if case .colleagues(var picker) = overlay, picker.chosen != nil {
            picker.chosen = nil
            return present(.colleagues(picker))
        }
        overlay = nil
        return []
    }

    private mutating func handleQuitKey(_ key: Key) -> [Effect] {
        let leaves: [Key] = [.character("y"), .character("o"), .enter, .control("Q"), .control("C")]
        guard leaves.contains(key) else {
            overlay = nil
            return []
        }
        return [.quit]
    }

    private mutating func handleDiscardKey(_ key: Key) -> [Effect] {
        overlay = nil
        return [.character("y"), .character("o"), .enter].contains(key) ? discardDraft() : []
    }

    private mutating func handleStateKey(
        _ key: Key,
        _ choice: Choice<ConversationState>,
        for subject: CommandTarget
    ) -> [Effect] {
        guard let chosen = confirmChoice(on: key, in: choice) else {
            return present(.states(choice.moved(by: step(of: key)), of: subject))
        }
        return requestState(chosen, for: subject)
    }

    private mutating func handlePriorityKey(
        _ key: Key,
        _ choice: Choice<Priority>,
        for subject: CommandTarget
    ) -> [Effect] {
        guard let chosen = confirmChoice(on: key, in: choice) else {
            return present(.priorities(choice.moved(by: step(of: key)), of: subject))
        }
        return requestPriority(chosen, for: subject)
    }

    /// The value chosen with Enter, closing the overlay; nil for other keys or if there is nothing to choose.
    private mutating func confirmChoice<Value>(on key: Key, in choice: Choice<Value>) -> Value? {
        guard key == .enter, let chosen = choice.chosen else { return nil }
        overlay = nil
        return chosen
    }

    private mutating func handleTagsKey(_ key: Key, _ editor: TextEditor, for subject: CommandTarget) -> [Effect] {
        guard key != .enter else {
            return requestTags(editor.text.split(separator: " ").map(String.init), for: subject)
        }
        var editor = editor
        if editor.handleKey(key, width: 60) { overlay = .tags(editor, of: subject) }
        return []
    }

    private mutating func handleFilterKey(_ key: Key, _ form: StateFilterForm) -> [Effect] {
        guard key != .enter else { return apply(form) }
        var form = form
        if key == .space || key == .character("x") {
            form.toggle()
        } else {
            form.index = max(0, min(form.index + step(of: key), StateFilterForm.count - 1))
        }
        return present(.stateFilter(form))
    }

    private mutating func apply(_ form: StateFilterForm) -> [Effect] {
        guard !form.states.isEmpty else {
            showNotice(OverlayPhrase.filterNeedsState, severity: .warning)
            return []
        }
        overlay = nil
        return showInbox(form.applied(to: inbox.query))
    }

    private mutating func handlePaletteKey(
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
        return present(.palette(search.handling(key, step: arrowStep(of: key), last: found.count - 1)))
    }

    private mutating func handleHelpKey(_ key: Key, _ search: CommandSearch) -> [Effect] {
        let last = HelpLayout(search, of: self).maxScrollOffset
        return present(.help(search.handling(key, step: arrowStep(of: key), last: last)))
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
        case .states, .priorities, .stateFilter, .zones, .skipped, .quit, .discard, nil:
            break
        }
    }

    /// How far a key moves the cursor in a list without a field.
    func step(of key: Key) -> Int {
        switch key {
        case .character("j"): 1
        case .character("k"): -1
        default: arrowStep(of: key)
        }
    }

    /// How far a key moves the cursor in a list below a field.
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
