using Checkout;

CheckoutApp.Build(args).Run();
