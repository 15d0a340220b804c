package dev.monitor.sample.order;

import java.util.List;
import java.util.Optional;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindException;

/**
 * Orders over GraphQL.
 */
@Controller
class OrderGraphQlController {

	private final OrderService orders;

	OrderGraphQlController(OrderService orders) {
		this.orders = orders;
	}

	@QueryMapping
	Optional<Order> order(@Argument long id) {
		return this.orders.find(id);
	}

	@QueryMapping
	List<Order> orders(@Argument @Min(1) @Max(100) int limit) {
		return this.orders.latest(limit);
	}

	@GraphQlExceptionHandler({ BindException.class, ConstraintViolationException.class })
	GraphQLError invalidArgument(GraphqlErrorBuilder<?> error) {
		return error.errorType(ErrorType.BAD_REQUEST).message("Invalid argument").build();
	}

}
