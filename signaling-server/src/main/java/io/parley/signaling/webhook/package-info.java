/**
 * Status callbacks: what happens in a room becomes rows in the transaction of the event ({@code WebhookOutbox}), and those
 * become HTTP requests, in order for each room, until they are taken or given up ({@code WebhookSender}).
 *
 * <p>The rules are plain code: {@code CallbackParameters}, {@code CallbackUrl}, {@code CallbackSignature}, {@code
 * RetrySchedule}, {@code AddressPolicy} and {@code DeliveryQueue}. The receiver's view is in {@code docs/webhooks.md}.
 */
@NullMarked
package io.parley.signaling.webhook;

import org.jspecify.annotations.NullMarked;
