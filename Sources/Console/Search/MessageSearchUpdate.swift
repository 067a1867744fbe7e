import Domain
import Screen
import Text

/// Keys of the search.
extension MessageSearchForm {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var form = self
        var effects: [Effect] = []
        let step = key.arrowStep
        switch key {
        case .enter:
            if let selected { return open(selected.message, in: &state) }
            guard !field.isBlank else { return [] }
            effects = [.search(.read(form.startSearch()))]
        case .tab:
            form.isUnlimited.toggle()
            if !field.isBlank { effects = [.search(.read(form.startSearch()))] }
        case _ where step != 0:
            effects = form.move(by: step).map { [.search(.read($0))] } ?? []
        case _ where !form.field.handleKey(key, width: 80):
            return []
        default:
            break
        }
        return effects + state.present(form)
    }

    /// Handles Esc: cancels a running search, else closes the page.
    package func close(in state: inout State) -> [Effect] {
        guard isSearching else {
            state.lastSearch = self
            state.dismiss(self)
            return []
        }
        var form = self
        form.stop()
        form.submittedSearch = nil
        return state.present(form) + [.search(.cancel)]
    }

    private func open(_ message: FoundMessage, in state: inout State) -> [Effect] {
        var left = self
        left.stop()
        state.lastSearch = left
        state.dismiss(self)
        if state.focus == .composer { state.focus = .thread }
        state.jump = Jump(conversation: message.conversation, sequence: message.sequence)
        return (isSearching ? [.search(.cancel)] : []) + [.thread(.readConversation(message.conversation))]
    }

    package mutating func paste(_ text: String) { field.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawMessageSearch(self, of: state, on: &canvas)
    }
}

extension State {
    /// Opens the search with its last results.
    mutating func searchMessages() -> [Effect] { present(lastSearch ?? MessageSearchForm()) }

    mutating func handle(_ event: SearchEvent) -> [Effect] {
        switch event {
        case .found(let read, let result):
            guard var form = overlay(of: MessageSearchForm.self) else { return [] }
            form.handleResult(result, for: read)
            return present(form)
        }
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

    private mutating func openThread(at sequence: Int64?, in conversation: Conversation) -> [Effect] {
        if thread?.conversation.id == conversation.id { closeThread() }
        let effects = openConversation(ConversationRow(conversation))
        guard let sequence, let read = thread?.readAround(sequence) else { return effects }
        return effects.filter { !$0.readsThread } + [read]
    }
}

/// A message to show once its conversation has been read.
package struct Jump: Sendable, Hashable {
    let conversation: Identifier<Conversation>
    /// The message's sequence number; nil for the thread's end.
    let sequence: Int64?
}

extension Effect {
    fileprivate var readsThread: Bool {
        if case .thread(.readPage) = self { true } else { false }
    }
}
