import Console
import Domain
import Loop
import Postgres
import Repositories

/// Messages go out one at a time, in order, each with the id that it was written with, until the server has answered
/// for good.
extension Shell {
    /// Hands a message that is on disk to the queue.
    func send(_ message: OutgoingMessage) {
        outgoing.add(message)
        sendNext()
    }

    func sendNext() {
        guard line.connection.phase.isConnected, let message = outgoing.next() else { return }
        do throws(AccessError) {
            try put(message)
        } catch {
            outgoing.settle()
            happen(.messageRefused(message, .notPermitted))
            journal?.dropMessage(message.id)
            sendNext()
        }
    }

    /// Whose the conversation is, is known of the open one; of others, as after a restart, only the database knows.
    private func put(_ message: OutgoingMessage) throws(AccessError) {
        let open = state.thread?.conversation
        let request =
            if let open, open.id == message.conversation, let reader = state.reader {
                try Threads.send(message, onAssignedTo: open.assignee, by: reader)
            } else {
                Threads.resend(message)
            }
        line.connection.send(request) { [unowned self] result in
            switch result {
            case .success(let receipt): settle(message, receipt)
            case .failure(let error): takeBack(message, error)
            }
        }
    }

    private func settle(_ message: OutgoingMessage, _ receipt: MessageReceipt) {
        outgoing.settle()
        line.connection.send(Conversations.announce(message.conversation)) { _ in }
        happen(.messageStored(message, receipt))
        journal?.dropMessage(message.id)
        sendNext()
    }

    private func takeBack(_ message: OutgoingMessage, _ error: PostgresError) {
        let failure = Failure(error)
        guard !failure.isPassing else {
            outgoing.putBack()
            if line.connection.phase.isConnected { resendLater() }
            return
        }
        outgoing.settle()
        // First the draft, then the queue: between the two the text is on disk twice rather than not at all.
        happen(.messageRefused(message, failure))
        journal?.dropMessage(message.id)
        sendNext()
    }

    private func resendLater() {
        guard timers.resend == nil else { return }
        timers.resend = loop.after(.seconds(2)) { [unowned self] in
            timers.resend = nil
            sendNext()
        }
    }
}

extension Failure {
    /// What an error of the database means to the person.
    init(_ error: PostgresError) {
        self =
            switch error.kind {
            case .unreachable, .serverBusy, .serverGone, .notConnected: .offline
            case .timedOut, .conflict: .tooSlow
            case .permissionDenied: .notPermitted
            case .ruleRefused: Failure(rule: error.state ?? "")
            case .loginRefused, .wrongLogin, .cancelled, .constraintViolated, .invalidValue, .readOnly,
                .schemaMismatch, .unreadableAnswer, .other:
                .unexpected(error.state ?? error.kind.summary)
            }
    }

    /// The database's own rules, by their SQLSTATE.
    private init(rule: String) {
        self =
            switch rule {
            case "RI001": .notPermitted
            case "RI002": .notFound
            case "RI003": .threadMoved
            case "RI004": .illegalTransition
            case "RI005": .archived
            case "RI006": .idTaken
            case "RI007": .lostRace
            default: .unexpected(rule)
            }
    }
}
