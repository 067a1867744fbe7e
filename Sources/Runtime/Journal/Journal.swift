import Console
import Domain
import Loop
import Synchronization

/// Keeps drafts and messages on disk. Writing and syncing happen on a thread of its own; what was asked first is done
/// first, and of a draft that changes faster than the disk only the latest text is written.
final class Journal: Sendable {
    /// What became of something.
    enum Answer: Sendable {
        /// The message is on disk and may be sent.
        case messageKept(OutgoingMessage)
        /// Something couldn't be kept; a message that couldn't may be sent all the same.
        case failed(JournalFolder.Failure, message: OutgoingMessage?)
    }

    private enum Job: Sendable {
        case keepDraft(Draft)
        case dropDraft(Identifier<Conversation>)
        case keepMessage(OutgoingMessage, number: Int)
        case dropMessage(Identifier<Message>)
        case meet(Mailbox<Void>)
    }

    private struct Work: Sendable {
        var jobs: [Job] = []
        var isRunning = false
        var number = 0
    }

    private let drafts: JournalFolder
    private let queue: JournalFolder
    private let answers: Mailbox<Answer>
    private let work = Mutex(Work())

    /// A journal in a folder that belongs to one person of one house.
    init(folder: String, answers: Mailbox<Answer>) {
        drafts = JournalFolder(path: folder + "/drafts")
        queue = JournalFolder(path: folder + "/queue")
        self.answers = answers
    }

    /// What an earlier run left: drafts, and messages in the order in which they were written.
    func restore() -> (drafts: [Draft], queue: [OutgoingMessage]) {
        let files = queue.read()
        let last = files.compactMap { Int($0.name.prefix(12)) }.max() ?? 0
        work.withLock { $0.number = last }
        let messages = files.compactMap { JournalRecord(encoded: $0.text)?.message }
        // Killed between keeping the one and dropping the other: the text is on its way, and isn't offered a second time.
        let sent = Set(messages.map { Draft($0) })
        let kept = drafts.read().compactMap { JournalRecord(encoded: $0.text)?.draft }
        for draft in kept where sent.contains(draft) { dropDraft(draft.conversation) }
        return (kept.filter { !sent.contains($0) }, messages)
    }

    func keep(_ draft: Draft) { add(.keepDraft(draft)) }
    func dropDraft(_ conversation: Identifier<Conversation>) { add(.dropDraft(conversation)) }
    func dropMessage(_ id: Identifier<Message>) { add(.dropMessage(id)) }

    /// Keeps a message; the answer says when it may be sent.
    func keep(_ message: OutgoingMessage) {
        let number = work.withLock { work in
            work.number += 1
            return work.number
        }
        add(.keepMessage(message, number: number))
    }

    /// Sends to the mailbox once everything asked so far is on disk.
    func meet(_ mailbox: Mailbox<Void>) { add(.meet(mailbox)) }

    private func add(_ job: Job) {
        let starts = work.withLock { work in
            work.jobs.append(job)
            defer { work.isRunning = true }
            return !work.isRunning
        }
        guard starts else { return }
        do {
            try DetachedThread.start { self.drain() }
        } catch {
            // Without a thread the person waits for the disk, but nothing is lost.
            drain()
        }
    }

    private func drain() {
        while let jobs = next() {
            for (place, job) in jobs.enumerated() where !isOvertaken(job, by: jobs[(place + 1)...]) { perform(job) }
        }
    }

    private func next() -> [Job]? {
        work.withLock { work in
            guard !work.jobs.isEmpty else {
                work.isRunning = false
                return nil
            }
            defer { work.jobs = [] }
            return work.jobs
        }
    }

    private func isOvertaken(_ job: Job, by later: ArraySlice<Job>) -> Bool {
        guard case .keepDraft(let draft) = job else { return false }
        return later.contains { other in
            switch other {
            case .keepDraft(let newer): newer.conversation == draft.conversation
            case .dropDraft(let conversation): conversation == draft.conversation
            case .keepMessage, .dropMessage, .meet: false
            }
        }
    }

    private func perform(_ job: Job) {
        switch job {
        case .keepDraft(let draft):
            write(JournalRecord(draft), to: drafts, as: draft.conversation.description, message: nil)
        case .dropDraft(let conversation):
            drafts.remove(conversation.description)
        case .keepMessage(let message, let number):
            let digits = String(number)
            let name = String(repeating: "0", count: max(0, 12 - digits.count)) + digits + "-\(message.id)"
            if write(JournalRecord(message), to: queue, as: name, message: message) {
                answers.send(.messageKept(message))
            }
        case .dropMessage(let id):
            for file in queue.read() where file.name.hasSuffix(id.description) { queue.remove(file.name) }
        case .meet(let mailbox):
            mailbox.send(())
        }
    }

    @discardableResult
    private func write(
        _ record: JournalRecord,
        to folder: JournalFolder,
        as name: String,
        message: OutgoingMessage?
    ) -> Bool {
        do {
            try folder.write(record.encoded, to: name)
            return true
        } catch {
            answers.send(.failed(error, message: message))
            return false
        }
    }
}

extension Draft {
    /// The draft that a message was sent from.
    fileprivate init(_ message: OutgoingMessage) {
        self.init(
            conversation: message.conversation,
            kind: message.isInternal ? .note : .reply,
            text: message.body
        )
    }
}
