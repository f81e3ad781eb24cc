package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.AuthorizerProviderInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import org.metrobed.access.Access;

/**
 * Applies the ACL to one connected client, including its last will. Like in HiveMQ, a forbidden action ends the
 * connection.
 */
record AuthorizeTopics(Access access, String user, String clientId)
        implements PublishAuthorizer, SubscriptionAuthorizer {

    static Authorizer of(Access access, AuthorizerProviderInput client) {
        String user = client.getConnectionInformation()
                .getConnectionAttributeStore()
                .getAsString(AuthenticateUsers.USER)
                .orElse("");
        return new AuthorizeTopics(access, user, client.getClientInformation().getClientId());
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        if (access.acl().mayPublish(user, clientId, input.getPublishPacket().getTopic())) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization();
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        if (access.acl().maySubscribe(user, clientId, input.getSubscription().getTopicFilter())) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization();
        }
    }
}
