-- Conflicts are counted by the time of their receipt.

create index observation_conflict_received on observation_conflict (received_time);
