/**
 * A partner who is told of each order, by a webhook.
 */
@NullMarked
package dev.monitor.sample.partner;

import org.jspecify.annotations.NullMarked;
