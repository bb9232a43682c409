/** The gateway for the SDK's telemetry: answered so that pages stay quiet, counted, and not kept. */
@NullMarked
package io.parley.signaling.insights;

import org.jspecify.annotations.NullMarked;
