/** Keys, signing in and the audit, on real databases and over real HTTP. */
@NullMarked
package io.parley.signaling.account;

import org.jspecify.annotations.NullMarked;
