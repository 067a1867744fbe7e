import Postgres

/// Rows of conversations, their messages, attachments and read marks.
struct ThreadRows {
    let company: Company

    static let conversations = Statement(
        "copy_conversations",
        """
        COPY public.conversations (id, guest_id, reservation_id, assigned_agent_id, state, journey_phase, channel_type,
            priority, subject, tags, last_message_at, last_message_content, created_at, updated_at, property_id, zone_id,
            last_sender_type, last_seq, assign_version, sla_due_at, transferred_to_role, channel_account,
            owed_since, answer_due_at, last_guest_at, shown_guest_name, shown_guest_country, shown_check_in,
            shown_check_out)
        FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeConversation(_ thread: GuestThread, to rows: CopyWriter) throws(PostgresError) {
        try rows.beginRow(columns: 29)
        rows.append(identifier(of: thread))
        rows.append(UUIDBytes.row(.guest, thread.guest.number, seed: company.seed))
        rows.append(thread.stay.map { UUIDBytes.row(.reservation, $0.number, seed: company.seed) })
        rows.append(thread.assignee.map(identifier))
        rows.append(thread.state.rawValue)
        rows.append(thread.phase.rawValue)
        rows.append(thread.channel.rawValue)
        rows.append(thread.priority.label)
        rows.append(thread.channel == .email ? thread.topic.subject : nil)
        rows.append(thread.tags)
        rows.append((thread.lastPublic ?? thread.lines[0]).time.column)
        rows.append(thread.lastPublic?.text)
        rows.append(thread.lines[0].time.column)
        rows.append(thread.lines[thread.lines.count - 1].time.column)
        rows.append(thread.property.map { UUIDBytes.row(.property, $0.number, seed: company.seed) })
        rows.append(Int16(thread.zone))
        rows.append(thread.lastPublic?.sender)
        rows.append(Int64(thread.lines.count))
        rows.append(Int32(thread.assignee == nil ? 0 : 1))
        rows.append(thread.due?.column ?? TimestampTZ(microseconds: .max))
        rows.append(thread.role)
        rows.append(thread.channel.account)
        rows.append(thread.waitingSince?.column)
        rows.append(thread.due?.column ?? TimestampTZ(microseconds: .max))
        rows.append(thread.lines.last { $0.voice.isGuest }?.time.column)
        rows.append("\(thread.guest.firstName) \(thread.guest.lastName)")
        rows.append(thread.guest.country.name)
        rows.append(thread.stay?.arrival.day)
        rows.append(thread.stay?.departure.day)
    }

    static let messages = Statement(
        "copy_messages",
        """
        COPY public.conversation_messages (id, conversation_id, seq, sender_id, sender_type, sender_name, message_content,
            message_type, attachment_ids, is_internal, is_automated, created_at, channel_account, channel_message_id,
            delivery_state, sent_at, delivered_at, read_at, failed_at, delivery_error)
        FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeMessages(_ thread: GuestThread, to rows: CopyWriter) throws(PostgresError) {
        for (index, line) in thread.lines.enumerated() {
            let delivery = thread.delivery(of: index, now: company.now)
            try rows.beginRow(columns: 20)
            rows.append(UUIDBytes.row(.message, thread.number << 6 + index, seed: company.seed))
            rows.append(identifier(of: thread))
            rows.append(Int64(index + 1))
            rows.append(line.author.map(identifier))
            rows.append(line.sender)
            rows.append(line.senderName(guest: thread.guest))
            rows.append(line.text)
            rows.append(line.messageType)
            rows.append(line.isFile ? [attachment(thread, index)] : nil)
            rows.append(line.voice == .note)
            rows.append(line.isAutomated)
            rows.append(line.time.column)
            rows.append(line.voice.isPublic ? thread.channel.account : nil)
            rows.append(line.voice.isGuest ? "\(thread.channel.rawValue)-\(thread.number)-\(index + 1)" : nil)
            rows.append(delivery?.state)
            rows.append(delivery?.sent?.column)
            rows.append(delivery?.delivered?.column)
            rows.append(delivery?.read?.column)
            rows.append(delivery?.failed?.column)
            rows.append(delivery?.failed == nil ? nil : "recipient not reachable")
        }
    }

    static let attachments = Statement(
        "copy_attachments",
        """
        COPY riad.attachments (id, conversation_id, name, content_type, byte_size, created_at)
        FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeAttachments(_ thread: GuestThread, to rows: CopyWriter) throws(PostgresError) {
        for (index, line) in thread.lines.enumerated() where line.isFile {
            try rows.beginRow(columns: 6)
            rows.append(attachment(thread, index))
            rows.append(identifier(of: thread))
            rows.append(line.text)
            rows.append(line.contentType)
            rows.append(Int64(180_000 + (thread.number * 7_919 + index * 104_729) % 2_400_000))
            rows.append(line.time.column)
        }
    }

    static let readMarks = Statement(
        "copy_read_marks",
        "COPY riad.read_marks (user_id, conversation_id, last_read_seq, read_at) FROM STDIN (FORMAT binary, FREEZE)"
    )

    /// The assignee has read everything up to the last reply; so have the login `agent` and the supervisors for open
    /// conversations. Some unanswered conversations have been viewed since.
    func writeReadMarks(_ thread: GuestThread, to rows: CopyWriter) throws(PostgresError) {
        let everybody = thread.state.isOpen ? [company.staff.agents[0]] + company.staff.supervisors : []
        let users =
            everybody
            + [thread.assignee].compactMap { one in
                everybody.contains { $0.number == one?.number } ? nil : one
            }
        let hasLooked = thread.number % 10 < 4
        let read = thread.lines.count - (hasLooked ? 0 : thread.unreadTail)
        guard read > 0 else { return }
        for user in users {
            try rows.beginRow(columns: 4)
            rows.append(identifier(of: user))
            rows.append(identifier(of: thread))
            rows.append(Int64(read))
            rows.append(thread.lines[read - 1].time.column)
        }
    }

    private func identifier(of thread: GuestThread) -> UUIDBytes {
        .row(.conversation, thread.number, seed: company.seed)
    }

    private func identifier(of person: Employee) -> UUIDBytes {
        .row(.person, person.number, seed: company.seed)
    }

    private func attachment(_ thread: GuestThread, _ index: Int) -> UUIDBytes {
        .row(.attachment, thread.number << 6 + index, seed: company.seed)
    }
}
