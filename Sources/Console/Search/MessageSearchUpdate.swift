import Domain
import Screen
import Text

extension State {
    /// Opens the search with its last results.
    mutating func searchMessages() -> [Effect] {
        present(.messages(lastSearch ?? MessageSearchForm()))
    }

    mutating func handleMessageSearchKey(_ key: Key, _ form: MessageSearchForm) -> [Effect] {
        var form = form
        var effects: [Effect] = []
        switch key {
        case .enter:
            if let row = form.selected { return openMessage(row.message, closing: form) }
            guard !form.field.isBlank else { return [] }
            effects = [.searchMessages(form.startSearch())]
        case .tab:
            form.isUnlimited.toggle()
            if !form.field.isBlank { effects = [.searchMessages(form.startSearch())] }
        case _ where arrowStep(of: key) != 0:
            effects = form.move(by: arrowStep(of: key)).map { [.searchMessages($0)] } ?? []
        case _ where !form.field.handleKey(key, width: 80):
            return []
        default:
            break
        }
        return effects + present(.messages(form))
    }

    /// Handles Esc: cancels a running search, else closes the page.
    mutating func closeSearch(_ form: MessageSearchForm) -> [Effect] {
        var form = form
        guard form.isSearching else {
            lastSearch = form
            overlay = nil
            return []
        }
        form.stop()
        form.submittedSearch = nil
        overlay = .messages(form)
        return [.cancelSearch]
    }

    mutating func handleSearchResult(_ result: Result<[FoundMessage], Failure>, for read: MessageSearchRequest) {
        guard case .messages(var form) = overlay else { return }
        form.handleResult(result, for: read)
        overlay = .messages(form)
    }

    private mutating func openMessage(_ message: FoundMessage, closing form: MessageSearchForm) -> [Effect] {
        var left = form
        left.stop()
        lastSearch = left
        overlay = nil
        if focus == .composer { focus = .thread }
        jump = Jump(conversation: message.conversation, sequence: message.sequence)
        return (form.isSearching ? [.cancelSearch] : []) + [.readConversation(message.conversation)]
    }

    /// Opens the thread at a message once its conversation has been read, unless the current user is writing or has
    /// opened an overlay meanwhile.
    mutating func completeJump(_ jump: Jump, with result: Result<Conversation?, Failure>) -> [Effect] {
        self.jump = nil
        guard overlay == nil, focus != .composer else { return [] }
        switch result {
        case .success(let conversation?):
            return openThread(at: jump.sequence, in: conversation)
        case .success(nil):
            showNotice(OutcomePhrase.failed(.refused(.notFound)), severity: .warning)
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return []
    }

    private mutating func openThread(at sequence: Int64, in conversation: Conversation) -> [Effect] {
        if thread?.conversation.id == conversation.id { closeThread() }
        let effects = openConversation(ConversationRow(conversation))
        guard let read = thread?.readAround(sequence) else { return effects }
        return effects.filter { !$0.readsThread } + [read]
    }
}

/// A message to show once its conversation has been read.
package struct Jump: Sendable, Hashable {
    let conversation: Identifier<Conversation>
    let sequence: Int64
}

extension Effect {
    fileprivate var readsThread: Bool {
        if case .readThread = self { true } else { false }
    }
}
