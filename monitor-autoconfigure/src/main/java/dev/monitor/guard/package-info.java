/**
 * The shared room of guards: who may read what is not for everyone. Rules, tokens known
 * by their hashes, a limit on failures, and what those are answered who are refused.
 */
@NullMarked
package dev.monitor.guard;

import org.jspecify.annotations.NullMarked;
