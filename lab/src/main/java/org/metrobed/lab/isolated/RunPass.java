package org.metrobed.lab.isolated;

/**
 * One way through a lane's log. Immutable.
 *
 * @param number of the pass in its lane, from 1: part of its schema's name
 * @param subtasks of Flink
 * @param restarted whether the job is cancelled on the way and goes on from an earlier checkpoint
 */
public record RunPass(int number, int subtasks, boolean restarted) {
    public RunPass {
        if (number < 1 || subtasks < 1) {
            throw new IllegalArgumentException("number and subtasks are at least 1");
        }
    }

    /** For people. */
    public String title() {
        return "pass " + number + ", " + subtasks + (subtasks == 1 ? " subtask" : " subtasks")
                + (restarted ? ", restarted" : "");
    }
}
