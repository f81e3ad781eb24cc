-- People say whether an alert was right: beside what they do about it, in the same table with the same versions.

alter table alert_action drop constraint alert_action_action_check;
alter table alert_action add constraint alert_action_action_check check (action in
    ('acknowledge', 'unacknowledge', 'assign', 'unassign', 'comment', 'approve', 'not-a-fault', 'real', 'known-work', 'no-verdict'));
comment on column alert_action.action is
    'approve: a warning to the public may go out as an actual one. not-a-fault, real, known-work: whether the alert was right; '
    'no-verdict takes that back.';
