import Console
import Domain
import Loop
import Postgres
import Repositories

/// Sends messages one at a time, in order, retrying each with its original id until the server gives a final response.
/// A refusal returns the message and those that follow it in its conversation.
final class Sender {
    /// The journal; nil if nothing is kept on disk.
    var journal: Journal?
    /// Makes the request for a message. Throws if the user is known not to have the right.
    var request: (OutgoingMessage) throws(AccessError) -> Request<MessageReceipt> = { Threads.resend($0) }
    /// Makes the request that takes a message back.
    private let withdrawal: (OutgoingMessage, Identifier<Message>) -> Request<Void> = { message, id in
        Undoing.undo(message.isInternal ? .note : .reply, in: message.conversation, message: id)
    }
    /// Called with the outcome of each message.
    var onEvent: (Event) -> Void = { _ in }

    private let connection: Connection
    private let loop: EventLoop
    private var queue = SendQueue()
    private var resend: EventLoop.Timer?

    /// Creates a sender with an empty queue.
    init(over connection: Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Whether any message would be lost if the process ended now.
    var holdsUnkept: Bool { queue.hasUnsavedMessages }

    /// Saves a message, then sends it once it is on disk; without a journal, sends it at once.
    func enqueue(_ message: OutgoingMessage) {
        guard let journal else {
            queue.add(message, .failed)
            return sendNext()
        }
        queue.add(message, .pending)
        journal.save(message)
    }

    /// Handles the result of a write. A message that couldn't be written is sent all the same, and the user is told.
    func handle(_ answer: Journal.WriteResult) {
        switch answer {
        case .messageSaved(let message):
            queue.setPersistence(.saved, for: message.id)
        case .failed(let failure, let message):
            if let message { queue.setPersistence(.failed, for: message.id) }
            onEvent(.composer(.draftSaveFailed(failure.description)))
        }
        sendNext()
    }

    /// Queues what an earlier run left on disk.
    func restore(_ messages: [OutgoingMessage]) {
        for message in messages { queue.add(message, .saved) }
        sendNext()
    }

    /// Sends the next message if connected and none is in flight.
    func sendNext() {
        guard connection.phase.isConnected, let message = queue.next() else { return }
        if let withdrawn = message.withdraws { return withdraw(withdrawn, message) }
        do throws(AccessError) {
            connection.send(try request(message)) { [unowned self] result in
                switch result {
                case .success(let receipt): complete(message, receipt)
                case .failure(let error): handle(Failure(error))
                }
            }
        } catch {
            refuse(.refused(.notPermitted))
        }
    }

    /// Takes a message back. A message that has left stays sent.
    private func withdraw(_ id: Identifier<Message>, _ message: OutgoingMessage) {
        connection.send(withdrawal(message, id)) { [unowned self] result in
            switch result {
            case .success: finishWithdrawal(of: message, .composer(.messageWithdrawn(message)))
            case .failure(let error):
                let failure = Failure(error)
                guard failure.isTransient else {
                    return finishWithdrawal(of: message, .composer(.withdrawalRefused(message, failure)))
                }
                handle(failure)
            }
        }
    }

    private func finishWithdrawal(of message: OutgoingMessage, _ event: Event) {
        queue.markSent()
        // The draft first, then the queue, as for a refusal.
        onEvent(event)
        journal?.deleteMessage(message.id)
        sendNext()
    }

    private func complete(_ message: OutgoingMessage, _ receipt: MessageReceipt) {
        queue.markSent()
        onEvent(.composer(.messageStored(message, receipt)))
        journal?.deleteMessage(message.id)
        sendNext()
    }

    private func handle(_ failure: Failure) {
        guard failure.isTransient else { return refuse(failure) }
        guard connection.phase.isConnected else { return queue.requeue() }
        queue.postpone()
        resendLater()
    }

    private func refuse(_ failure: Failure) {
        let withdrawn = queue.withdraw()
        // Drafts first, then the queue: in between, the text is on disk twice rather than not at all. Newest first: if
        // killed midway, no later message is sent without an earlier one.
        for message in withdrawn where message.withdraws == nil {
            onEvent(.composer(.messageRefused(message, failure)))
        }
        for message in withdrawn.reversed() { journal?.deleteMessage(message.id) }
        sendNext()
    }

    private func resendLater() {
        guard resend == nil else { return }
        resend = loop.schedule(after: .seconds(2)) { [unowned self] in
            resend = nil
            sendNext()
        }
    }
}
