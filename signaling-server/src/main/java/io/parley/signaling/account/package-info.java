/** Accounts: their API keys, who signs in to the REST interface with what, and the audit of what they changed. */
@NullMarked
package io.parley.signaling.account;

import org.jspecify.annotations.NullMarked;
