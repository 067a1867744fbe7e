import Console
import Domain

/// The answers to assignment requests, as the server's functions would give them from the company's lists.
extension ConsoleHarness {
    static let youssef = Identifier<Person>(high: 1, low: 3)
    static let karim = Identifier<Person>(high: 1, low: 4)

    static let colleagues: [Colleague] = [
        colleague(fatima, "Fatima El-Fassi", .agent, [1], load: 6, .online, givenMinutesAgo: 5),
        colleague(karim, "Karim Bennani", .superviseur, [1, 4, 5], load: 0),
        colleague(me, "Nadia Alami", .agent, [1], load: 9, .online, givenMinutesAgo: 90),
        colleague(youssef, "Youssef Tazi", .agent, [4, 5], load: 2, .away(since: now + .seconds(-720))),
    ]

    private static func colleague(
        _ id: Identifier<Person>,
        _ name: String,
        _ role: AppRole,
        _ zones: [Int16],
        load: Int64,
        _ attendance: OnlineStatus = .offline,
        givenMinutesAgo: Int64? = nil
    ) -> Colleague {
        Colleague(
            id: id,
            name: UntrustedText(name),
            role: role,
            zones: zones,
            load: load,
            lastAssignedAt: givenMinutesAgo.map { Timestamp(seconds: now.seconds - $0 * 60) },
            attendance: attendance
        )
    }

    mutating func steer(_ request: AssignmentRequest) -> AssignmentEvent {
        steered.append(request)
        switch request {
        case .readColleagues: return .colleaguesRead(.success(colleagues))
        case .readAssignmentHistory(let id): return .assignmentHistoryRead(id, .success(Self.history))
        case .claimNext(let zones): return .nextClaimed(.success(takeNext(zones)))
        case .transfer(let order): return .transferred(order, transfer(order))
        case .change(let order): return .changed(order, .success(change(order)))
        case .undo(let batch, let order): return .undone(order, undo(batch))
        }
    }

    private static let history: [AssignmentEntry] = [
        entry(
            1,
            .assignment,
            by: (karim, "Karim Bennani"),
            from: .person(youssef, name: UntrustedText("Youssef Tazi")),
            to: .person(me, name: UntrustedText("Nadia Alami")),
            reason: "malade aujourd’hui",
            minutesAgo: 30
        ),
        entry(
            2,
            .claim,
            by: (youssef, "Youssef Tazi"),
            from: .unassigned,
            to: .person(youssef, name: UntrustedText("Youssef Tazi")),
            reason: nil,
            minutesAgo: 95
        ),
    ]

    private static func entry(
        _ number: UInt64,
        _ act: AssignmentAction,
        by actor: (id: Identifier<Person>, name: String),
        from: Assignee,
        to: Assignee,
        reason: String?,
        minutesAgo: Int64
    ) -> AssignmentEntry {
        AssignmentEntry(
            id: Identifier(high: 4, low: number),
            act: act,
            actor: actor.id,
            actorName: UntrustedText(actor.name),
            from: from,
            to: to,
            reason: reason.map { UntrustedText($0) },
            at: Timestamp(seconds: now.seconds - minutesAgo * 60),
            assignVersion: 1,
            batch: nil
        )
    }

    private mutating func takeNext(_ zones: [Int16]) -> Identifier<Conversation>? {
        let waiting = conversations.filter { row in
            row.assignee == nil && row.state.isOpen && (zones.isEmpty || zones.contains(number(of: row.zone)))
        }.sorted { ($1.priority, $0.lastMessageAt) < ($0.priority, $1.lastMessageAt) }
        guard let id = waiting.first?.id else { return nil }
        assign(id, to: Self.me)
        return id
    }

    private mutating func transfer(_ order: TransferRequest) -> Result<Void, Failure> {
        guard let row = conversations.first(where: { $0.id == order.conversation }) else {
            return .failure(.refused(.notFound))
        }
        guard row.assignVersion == order.assignVersion else { return .failure(.refused(.conflict)) }
        switch order.target {
        case .person(let person): assign(row.id, to: person)
        case .role(.femmeDeMenage): return .failure(.refused(.invalidInput))
        case .role: assign(row.id, to: nil, state: .transferee)
        }
        return .success(())
    }

    /// Assigns a conversation, as a request or a colleague would.
    mutating func assign(
        _ id: Identifier<Conversation>,
        to person: Identifier<Person>?,
        state: ConversationState = .enCours
    ) {
        guard let index = conversations.firstIndex(where: { $0.id == id }) else { return }
        conversations[index].assignee = person
        conversations[index].assigneeName = Self.colleagues.first { $0.id == person }?.name
        conversations[index].state = state
        conversations[index].assignVersion += 1
    }

    private mutating func change(_ order: BulkChangeRequest) -> BulkReport {
        let batch = Identifier<Batch>(high: 3, low: UInt64(batches.count + 1))
        var skipped: [BulkSkipReason: [SkippedConversation]] = [:]
        var before: [Conversation] = []
        for item in items(of: order) {
            guard let row = conversations.first(where: { $0.id == item.id }) else { continue }
            if let reason = obstacle(to: order.change, on: row, seenAs: item) {
                skipped[reason, default: []].append(
                    SkippedConversation(id: row.id, assignee: row.assignee, assigneeName: row.assigneeName)
                )
            } else {
                before.append(row)
                make(order.change, on: row.id)
            }
        }
        batches[batch] = before
        var report = report(batch, done: before.count, skipped, until: before.isEmpty ? nil : now + .seconds(10))
        if case .distribute = order.change { report.shares = shares(of: before.map(\.id)) }
        return report
    }

    private func shares(of ids: [Identifier<Conversation>]) -> [BulkShare] {
        let holders = conversations.filter { ids.contains($0.id) }.map(\.assignee)
        return colleagues.compactMap { colleague in
            let count = holders.count { $0 == colleague.id }
            return count == 0 ? nil : BulkShare(person: colleague.id, name: colleague.name, count: Int64(count))
        }
    }

    private func items(of order: BulkChangeRequest) -> [BulkItem] {
        switch order.target {
        case .items(let items): items
        case .allMatching(let query, let moment):
            rows(of: query).filter { $0.lastMessageAt <= moment }.map { BulkItem($0) }
        }
    }

    private func obstacle(to change: BulkChange, on row: Conversation, seenAs item: BulkItem) -> BulkSkipReason? {
        switch change {
        case .assign(let person):
            row.assignVersion != item.assignVersion ? .changedMeanwhile : row.assignee == person ? .unchanged : nil
        case .distribute, .release: row.assignVersion != item.assignVersion ? .changedMeanwhile : nil
        case .state(let state):
            if row.assignVersion != item.assignVersion {
                .changedMeanwhile
            } else {
                !state.isOpen && row.lastSequence > item.lastSequence && row.lastSender == .guest ? .guestWrote : nil
            }
        case .priority(let priority): row.priority == priority ? .unchanged : nil
        case .addTags, .removeTags: nil
        }
    }

    private mutating func make(_ change: BulkChange, on id: Identifier<Conversation>) {
        guard let index = conversations.firstIndex(where: { $0.id == id }) else { return }
        switch change {
        case .assign(let person): assign(id, to: person)
        case .distribute: assign(id, to: conversations[index].assignee == Self.fatima ? Self.youssef : Self.fatima)
        case .release: assign(id, to: nil, state: .nouvelle)
        case .priority(let priority): conversations[index].priority = priority
        case .addTags(let tags): conversations[index].tags += tags.map { UntrustedText($0) }
        case .removeTags(let tags): conversations[index].tags.removeAll { tags.map { UntrustedText($0) }.contains($0) }
        case .state(let state): conversations[index].state = state
        }
    }

    private mutating func undo(_ batch: Identifier<Batch>) -> Result<BulkReport, Failure> {
        guard let before = batches.removeValue(forKey: batch) else { return .failure(.refused(.illegalTransition)) }
        for row in before {
            guard let index = conversations.firstIndex(where: { $0.id == row.id }) else { continue }
            conversations[index] = row
        }
        return .success(report(batch, done: before.count, [:], until: nil))
    }

    private func report(
        _ batch: Identifier<Batch>,
        done: Int,
        _ skipped: [BulkSkipReason: [SkippedConversation]],
        until: Timestamp?
    ) -> BulkReport {
        BulkReport(
            batch: batch,
            done: Int64(done),
            skipped: BulkSkipReason.allCases.compactMap { reason in
                skipped[reason].map { BulkSkip(reason: reason, count: Int64($0.count), conversations: $0) }
            },
            beyondLimit: 0,
            undoUntil: until
        )
    }
}
