#!/usr/bin/env bash
# taskmanager.sh start-foreground
set -euo pipefail
classpath=$FLINK_LIB_DIR/'*'
parameters=$(java -cp "$classpath" org.apache.flink.runtime.util.bash.BashJavaUtils GET_TM_RESOURCE_PARAMS --configDir "$FLINK_CONF_DIR" |
  sed -n 's/.*BASH_JAVA_UTILS_EXEC_RESULT://p')
jvm=$(sed -n 1p <<<"$parameters")
dynamic=$(sed -n 2p <<<"$parameters")
# shellcheck disable=SC2086 # several options in one variable
exec java $jvm ${FLINK_ENV_JAVA_OPTS_TM:-} -Dlogback.configurationFile="$FLINK_CONF_DIR/logback.xml" -cp "$classpath" \
  org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$FLINK_CONF_DIR" $dynamic
