import Console
import Domain
import Loop
import Postgres
import Repositories

/// Sends messages one at a time, in order, each with the id that it was written with, until the server has answered for
/// good. A refusal brings back the message and all that follow it in its conversation.
final class Sender {
    /// Where messages are kept; nil where nothing is kept on disk.
    var journal: Journal?
    /// Makes the request for a message. Throws where the person is known not to have the right.
    var request: (OutgoingMessage) throws(AccessError) -> Request<MessageReceipt> = { Threads.resend($0) }
    /// Called with what became of each message.
    var onEvent: (Event) -> Void = { _ in }

    private let connection: Connection
    private let loop: EventLoop
    private var queue = SendQueue()
    private var resend: EventLoop.Timer?

    /// A sender with nothing to send.
    init(over connection: Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Whether some message would be lost if the program ended now.
    var holdsUnkept: Bool { queue.hasUnsavedMessages }

    /// Keeps a new message on disk; it goes out once the disk has answered, or at once where there is no journal.
    func enqueue(_ message: OutgoingMessage) {
        guard let journal else {
            queue.add(message, .failed)
            return sendNext()
        }
        queue.add(message, .pending)
        journal.save(message)
    }

    /// The disk has kept a message, or couldn't: then it goes out all the same, and the person is told.
    func handle(_ answer: Journal.WriteResult) {
        switch answer {
        case .messageSaved(let message):
            queue.setPersistence(.saved, for: message.id)
        case .failed(let failure, let message):
            if let message { queue.setPersistence(.failed, for: message.id) }
            onEvent(.draftSaveFailed(failure.description))
        }
        sendNext()
    }

    /// Takes up what an earlier run left on disk.
    func restore(_ messages: [OutgoingMessage]) {
        for message in messages { queue.add(message, .saved) }
        sendNext()
    }

    /// Sends the next message if there is a line and none is on its way.
    func sendNext() {
        guard connection.phase.isConnected, let message = queue.next() else { return }
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

    private func complete(_ message: OutgoingMessage, _ receipt: MessageReceipt) {
        queue.markSent()
        connection.send(Conversations.announce(message.conversation)) { _ in }
        onEvent(.messageStored(message, receipt))
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
        // First the draft, then the queue: between the two the text is on disk twice rather than not at all. The newest
        // leaves the queue first: killed midway, no later message is left to go out without the earlier one.
        for message in withdrawn { onEvent(.messageRefused(message, failure)) }
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
