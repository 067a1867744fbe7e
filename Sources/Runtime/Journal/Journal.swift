import Console
import Domain
import Loop
import Synchronization

/// Keeps drafts and messages on disk. Writes and syncs in order, on its own thread; if a draft changes faster than the
/// disk, only its latest text is written.
final class Journal: Sendable {
    /// The result of a write.
    enum WriteResult: Sendable {
        /// The message is on disk and may be sent.
        case messageSaved(OutgoingMessage)
        /// A write failed; a message that failed may be sent all the same.
        case failed(JournalFolder.Failure, message: OutgoingMessage?)
    }

    fileprivate enum Job: Sendable {
        case keepDraft(Draft)
        case dropDraft(Identifier<Conversation>)
        case keepMessage(OutgoingMessage, number: Int)
        case dropMessage(Identifier<Message>)
        case barrier(Mailbox<Void>)
    }

    private struct Work: Sendable {
        var jobs: [Job] = []
        var isRunning = false
        var number = 0
    }

    private let folder: String
    private let slot: JournalSlot
    private let drafts: JournalFolder
    private let queue: JournalFolder
    private let answers: Mailbox<WriteResult>
    private let work = Mutex(Work())
    /// Messages that couldn't be written, with their conversations.
    private let unsavedMessages = Mutex<[Identifier<Message>: Identifier<Conversation>]>([:])

    /// Opens the journal in a folder that belongs to one person and one database. Concurrent consoles each have a slot
    /// of it; a later one adopts what an earlier one left.
    init(folder: String, answers: Mailbox<WriteResult>) {
        self.folder = folder
        slot = JournalSlot.acquire(in: folder)
        drafts = JournalFolder(path: slot.path + "/drafts")
        queue = JournalFolder(path: slot.path + "/queue")
        self.answers = answers
    }

    /// Restores what an earlier run left: drafts, and messages in the order written.
    func restore() -> (drafts: [Draft], queue: [OutgoingMessage]) {
        for folder in [drafts, queue] { folder.sweep() }
        let last = queue.names().compactMap { Int($0.prefix(12)) }.max() ?? 0
        work.withLock { $0.number = last }
        for left in slot.abandoned(in: folder) { adopt(left) }
        let files = queue.read()
        let messages = files.compactMap { JournalRecord(encoded: $0.text)?.message }
        let kept = drafts.read().compactMap { JournalRecord(encoded: $0.text)?.draft }
        return (kept.compactMap { rest(of: $0, besides: messages) }, messages)
    }

    /// Moves an abandoned slot's files into this one. Files that can't be moved stay for a later console.
    private func adopt(_ left: JournalSlot) {
        defer { left.release() }
        let (otherDrafts, otherQueue) = (
            JournalFolder(path: left.path + "/drafts"), JournalFolder(path: left.path + "/queue")
        )
        for folder in [otherDrafts, otherQueue] { folder.sweep() }
        for name in otherQueue.names() {
            let newName = numbered(nextNumber(), String(name.dropFirst(13)))
            try? queue.move(name, from: otherQueue, as: newName)
        }
        for name in otherDrafts.names() { adoptDraft(name, from: otherDrafts) }
    }

    /// Moves a draft, merging it into an existing draft of the same conversation.
    private func adoptDraft(_ name: String, from other: JournalFolder) {
        guard let own = drafts.contents(of: name).flatMap({ JournalRecord(encoded: $0)?.draft }) else {
            try? drafts.move(name, from: other, as: name)
            return
        }
        guard let draft = other.contents(of: name).flatMap({ JournalRecord(encoded: $0)?.draft }) else { return }
        let merged = own == draft ? own : own.appending(draft)
        if (try? drafts.write(JournalRecord(merged).encoded, to: name)) != nil { other.remove(name) }
    }

    /// The draft without text that is already queued. After a kill between queueing a message and deleting its draft,
    /// the same text would be offered twice. Nil if nothing remains.
    private func rest(of draft: Draft, besides queue: [OutgoingMessage]) -> Draft? {
        var rest = draft
        for message in queue where message.conversation == draft.conversation {
            guard let text = rest.text.removing(message.body) else { break }
            rest.text = text
        }
        if rest.text.isEmpty { deleteDraft(draft.conversation) } else if rest != draft { save(rest) }
        return rest.text.isEmpty ? nil : rest
    }

    func save(_ draft: Draft) { add(.keepDraft(draft)) }
    func deleteDraft(_ conversation: Identifier<Conversation>) { add(.dropDraft(conversation)) }
    func deleteMessage(_ id: Identifier<Message>) { add(.dropMessage(id)) }

    /// Saves a message; the result says when it may be sent.
    func save(_ message: OutgoingMessage) {
        add(.keepMessage(message, number: nextNumber()))
    }

    private func nextNumber() -> Int {
        work.withLock { work in
            work.number += 1
            return work.number
        }
    }

    /// A file name that sorts in the order written.
    private func numbered(_ number: Int, _ name: String) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits + "-" + name
    }

    /// Releases the slot for another console to adopt; nothing may be saved afterwards.
    func release() { slot.release() }

    /// Sends to the mailbox once all earlier jobs are done.
    func notifyWhenFlushed(_ mailbox: Mailbox<Void>) { add(.barrier(mailbox)) }

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
            // Without a thread the user waits for the disk, but nothing is lost.
            drain()
        }
    }

    private func drain() {
        while let jobs = next() {
            for (place, job) in jobs.enumerated() where !job.isOvertaken(by: jobs[(place + 1)...]) { perform(job) }
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

    private func perform(_ job: Job) {
        switch job {
        case .keepDraft(let draft): write(draft)
        case .dropDraft(let conversation): delete(conversation)
        case .keepMessage(let message, let number): keepOnDisk(message, number)
        case .dropMessage(let id): dropFromDisk(id)
        case .barrier(let mailbox): mailbox.send(())
        }
    }

    private func write(_ draft: Draft) {
        do throws(JournalFolder.Failure) {
            try drafts.write(JournalRecord(draft).encoded, to: draft.conversation.description)
            unsavedMessages.withLock { $0 = $0.filter { $0.value != draft.conversation } }
        } catch {
            answers.send(.failed(error, message: nil))
        }
    }

    /// Deletes a draft, unless a message of its conversation exists only in memory: the draft is then its only copy on
    /// disk.
    private func delete(_ conversation: Identifier<Conversation>) {
        guard !unsavedMessages.withLock({ $0.values.contains(conversation) }) else { return }
        drafts.remove(conversation.description)
    }

    private func keepOnDisk(_ message: OutgoingMessage, _ number: Int) {
        do throws(JournalFolder.Failure) {
            try queue.write(JournalRecord(message).encoded, to: numbered(number, "\(message.id)"))
            answers.send(.messageSaved(message))
        } catch {
            if message.withdraws == nil {
                unsavedMessages.withLock { $0[message.id] = message.conversation }
            }
            answers.send(.failed(error, message: message))
        }
    }

    private func dropFromDisk(_ id: Identifier<Message>) {
        for name in queue.names() where name.hasSuffix("-\(id)") { queue.remove(name) }
        if let conversation = unsavedMessages.withLock({ $0.removeValue(forKey: id) }) { delete(conversation) }
    }
}

extension Journal.Job {
    /// Whether a draft is superseded by a later job. A message or a barrier in between forces the write, as everything
    /// before it must be on disk.
    fileprivate func isOvertaken(by later: ArraySlice<Journal.Job>) -> Bool {
        guard case .keepDraft(let draft) = self else { return false }
        for job in later {
            switch job {
            case .keepDraft(let newer): if newer.conversation == draft.conversation { return true }
            case .dropDraft(let conversation): if conversation == draft.conversation { return true }
            case .dropMessage: continue
            case .keepMessage, .barrier: return false
            }
        }
        return false
    }
}

extension String {
    /// The text after a prefix and its blank line; nil if the string has no such prefix.
    fileprivate func removing(_ text: String) -> String? {
        if self == text { return "" }
        let start = (text + "\n\n").utf8
        return utf8.starts(with: start) ? String(Substring(utf8.dropFirst(start.count))) : nil
    }
}
