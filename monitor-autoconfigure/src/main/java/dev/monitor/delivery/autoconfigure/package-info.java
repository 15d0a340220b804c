@NullMarked
package dev.monitor.delivery.autoconfigure;

import org.jspecify.annotations.NullMarked;
