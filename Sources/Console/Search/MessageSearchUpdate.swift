import Domain
import Screen
import Text

extension State {
    /// Opens the search, with what it found last.
    mutating func searchMessages() -> [Effect] {
        cover(with: .messages(lastSearch ?? MessageSearchForm()))
    }

    mutating func takeSearchKey(_ key: Key, _ form: MessageSearchForm) -> [Effect] {
        var form = form
        var effects: [Effect] = []
        switch key {
        case .enter:
            if let row = form.selected { return open(row.message, from: form) }
            guard !form.field.isBlank else { return [] }
            effects = [.searchMessages(form.ask())]
        case .tab:
            form.isUnlimited.toggle()
            if !form.field.isBlank { effects = [.searchMessages(form.ask())] }
        case _ where arrowStep(of: key) != 0:
            effects = form.move(by: arrowStep(of: key)).map { [.searchMessages($0)] } ?? []
        case _ where !form.field.take(key, width: 80):
            return []
        default:
            break
        }
        return effects + cover(with: .messages(form))
    }

    /// Esc ends a search that is under way; a second one closes it.
    mutating func leaveSearch(_ form: MessageSearchForm) -> [Effect] {
        var form = form
        guard form.isSearching else {
            lastSearch = form
            overlay = nil
            return []
        }
        form.stop()
        form.asked = nil
        overlay = .messages(form)
        return [.cancelSearch]
    }

    mutating func takeFound(_ result: Result<[FoundMessage], Failure>, to read: MessageSearchRead) {
        guard case .messages(var form) = overlay else { return }
        form.take(result, to: read)
        overlay = .messages(form)
    }

    private mutating func open(_ message: FoundMessage, from form: MessageSearchForm) -> [Effect] {
        var left = form
        left.stop()
        lastSearch = left
        overlay = nil
        if focus == .composer { focus = .thread }
        jump = Jump(conversation: message.conversation, sequence: message.sequence)
        return (form.isSearching ? [.cancelSearch] : []) + [.readConversation(message.conversation)]
    }

    /// Opens the thread at a message now that its conversation was read, unless the person writes or chooses by then.
    mutating func take(_ jump: Jump, _ result: Result<Conversation?, Failure>) -> [Effect] {
        self.jump = nil
        guard overlay == nil, focus != .composer else { return [] }
        switch result {
        case .success(let conversation?):
            return land(on: jump.sequence, in: conversation)
        case .success(nil):
            say(OutcomePhrase.failed(.refused(.notFound)), .warning)
        case .failure(let failure):
            say(OutcomePhrase.failed(failure), .warning)
        }
        return []
    }

    private mutating func land(on sequence: Int64, in conversation: Conversation) -> [Effect] {
        if thread?.conversation.id == conversation.id { closeThread() }
        let effects = open(ConversationRow(conversation))
        guard let read = thread?.readAround(sequence) else { return effects }
        return effects.filter { !$0.readsThread } + [read]
    }
}

/// A message that is to be shown once its conversation has been read.
package struct Jump: Sendable, Hashable {
    let conversation: Identifier<Conversation>
    let sequence: Int64
}

extension Effect {
    fileprivate var readsThread: Bool {
        if case .readThread = self { true } else { false }
    }
}
