package org.metrobed.lab.isolated;

/**
 * One pass of the pipeline over the log of an isolated run. Immutable.
 *
 * @param number number of the pass in its run, from 1: part of the name of its schema
 * @param subtasks number of Flink's subtasks
 * @param restarted whether the job is cancelled during the pass and resumes from an earlier checkpoint
 */
public record RunPass(int number, int subtasks, boolean restarted) {
    public RunPass {
        if (number < 1 || subtasks < 1) {
            throw new IllegalArgumentException("number and subtasks are at least 1");
        }
    }

    /** The pass in words, for people. */
    public String title() {
        return "pass " + number + ", " + subtasks + (subtasks == 1 ? " subtask" : " subtasks")
                + (restarted ? ", restarted" : "");
    }
}
