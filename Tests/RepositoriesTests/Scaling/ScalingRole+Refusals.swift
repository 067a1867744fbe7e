import Domain

extension ScalingRole {
    /// Statements that can't be measured: the bulk procedures commit as they go, and EXPLAIN doesn't support CALL.
    /// The list of all duplicates reads every contact, whoever asks. What workers, settings, templates and sending ask
    /// looks at tables that don't grow with conversations.
    static let leftOut = Set([
        "bulk_apply", "bulk_apply_to_matching", "bulk_apply_to_filtered", "bulk_undo", "guest_duplicates",
    ])
    .union(operations)

    private static let operations: Set = [
        "add_property", "add_zone", "change_incident", "change_setting", "channels", "claim_deliveries", "claim_job",
        "complete_deliveries", "conversation_deliveries", "conversation_templates", "deliveries", "delivery_attempts",
        "find_property", "finish_job", "guest_channels", "house_status", "incident_events", "incidents", "jobs",
        "recent_removals", "record_worker", "register_login", "register_zone", "relay_changes", "release_deliveries",
        "remove_template", "remove_worker", "replay_deliveries", "request_job", "resend_message",
        "reset_administrator", "retention_preview", "role_exists", "run_job_step", "running_workers", "save_template",
        "save_webhook", "send_template", "set_property_ext_id", "set_up", "set_webhook_networks",
        "set_webhook_secret", "settings", "start_conversation", "templates", "test_webhook", "undo_action",
        "unreceived_events", "webhook_networks", "webhooks", "workflow_run", "workflow_runs", "workflows",
    ]

    /// The requests that this user's console doesn't send, for lack of rights.
    var unasked: Set<String> {
        switch self {
        case .channel, .administrateur: []
        case .agent, .isolatedAgent: Self.steering.union(Self.staff)
        case .superviseur: Self.staff
        case .technicien: Self.steering.union(Self.staff).union(Self.desk)
        }
    }

    /// The requests that the server refuses: missing rights, a calendar in use, or values that the test company has no
    /// data for, such as a thread to unmerge.
    var refused: [String: Refusal] {
        let absent: [String: Refusal] = [
            "delete_calendar": .illegalTransition, "delete_sla_target": .notFound, "save_holidays": .invalidInput,
            "unmerge_conversations": .illegalTransition,
        ]
        return switch self {
        case .channel: [:]
        case .agent, .isolatedAgent: Self.absentGuests
        case .superviseur:
            absent.merging(Self.absentGuests) { $1 }.merging([
                "assign_role": .invalidInput, "revoke_role": .notFound, "transfer": .invalidInput,
            ]) { $1 }
        case .administrateur:
            absent.merging(Self.absentGuests) { $1 }.merging(["add_person": .invalidInput, "create_login": .notFound]) {
                $1
            }
        case .technicien: ["claim": .notFound]
        }
    }

    private static let absentGuests: [String: Refusal] = [
        "join_guests": .notFound, "part_guest": .notFound, "keep_guests_apart": .notFound,
    ]

    private static let staff: Set = [
        "add_person", "create_login", "edit_person", "end_person_sessions", "reset_password", "save_signature",
        "sessions",
    ]
    private static let steering: Set = [
        "assign_role", "continue_handover", "delete_calendar", "delete_sla_target", "edit_property",
        "end_remaining_sessions", "merge_conversations", "people", "recalculate_deadlines", "revoke_role",
        "save_calendar", "save_canned_reply", "save_holidays", "save_sla_target", "save_view", "unmerge_conversations",
    ]
    private static let desk: Set = [
        "colleagues", "console_presence", "edit_guest", "edit_reservation", "join_guests",
        "keep_guests_apart", "part_guest", "properties",
    ]
}
